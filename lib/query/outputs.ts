import type { Formula, Measure, Transform } from '@/lib/model/measure';
import { measureLabel } from './labels';

/** What an answer shows: a measure by its index, or a formula, counted on after the measures. */
export type Output = { index: number; label: string; transform: Transform | undefined };

const maxLabel = 120;

/** Measures that are not hidden, then formulas. */
export function outputsOf(of: { measures: readonly Measure[]; formulas: readonly Formula[] }): Output[] {
  const names = namesOf(of);
  return [...of.measures, ...of.formulas].flatMap((one, index) =>
    'hidden' in one && one.hidden === true
      ? []
      : [{ index, label: outputLabel(one, names[index] ?? ''), transform: one.transform }],
  );
}

function outputLabel({ label, transform }: Measure | Formula, name: string): string {
  if (label !== undefined || transform === undefined) return name;
  return transform === 'cumulative' ? `${name}, running total` : `${name}, mean of ${transform.movingAverage}`;
}

/** A formula without a label is called what it says, with the names of what it uses in place of the letters. */
function namesOf({ measures, formulas }: { measures: readonly Measure[]; formulas: readonly Formula[] }): string[] {
  const names = measures.map(measureLabel);
  const nameOf = (index: number, within: number): string => {
    if (index < measures.length) return names[index] ?? '';
    const formula = formulas[index - measures.length];
    if (formula === undefined || formula.label !== undefined) return formula?.label ?? '';
    const text = formula.formula.replace(/\b[a-z]\b/gi, (letter) => {
      const used = letter.toUpperCase().charCodeAt(0) - 65;
      const inner = nameOf(used, within + 1);
      return used >= measures.length && formulas[used - measures.length]?.label === undefined ? `(${inner})` : inner;
    });
    // Formulas of formulas can say the same many times over.
    return text.length > maxLabel ? `${text.slice(0, maxLabel - 1)}…` : text;
  };
  return [...names, ...formulas.map((_, index) => nameOf(measures.length + index, 0))];
}
