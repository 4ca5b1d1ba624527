'use client';

import { Sigma } from 'lucide-react';
import { letterOf } from '@/lib/dashboards/explore/explore-words';
import type { ExploreSpec } from '@/lib/dashboards/explore/explore-kinds';
import { faultAt, withEntry, type Edit } from './edit';
import { FormulaToken } from './formula-token';
import { MeasureToken } from './measure-token';
import { Row } from './row';
import { AddButton, addClass } from './token';

type Measured = Extract<ExploreSpec, { kind: 'trend' | 'total' | 'breakdown' }>;

const mostMeasures = 8;
const mostFormulas = 4;

/** What is measured, each with its letter, and what is computed from it. */
export function MeasuresRow({ spec, onChange, faults }: Edit<Measured>) {
  const { measures, formulas } = spec;
  const hasLetters = measures.length + formulas.length > 1;
  const setMeasures = (next: Measured['measures'], typing?: string): void =>
    onChange({ ...spec, measures: next }, typing);
  const setFormulas = (next: Measured['formulas'], typing?: string): void =>
    onChange({ ...spec, formulas: next }, typing);
  const last = measures.at(-1);
  return (
    <Row label="Show" fault={faultAt(faults, 'measures')}>
      {measures.map((measure, index) => (
        <MeasureToken
          key={index}
          measure={measure}
          letter={hasLetters ? letterOf(index) : undefined}
          isInvalid={faultAt(faults, `measures.${index}`) !== undefined}
          isMain={index === 0}
          canHide={formulas.length > 0}
          canTransform={spec.kind === 'trend'}
          onChange={(next, typing) => setMeasures(withEntry(measures, index, next), typing)}
          onCopy={measures.length < mostMeasures ? () => setMeasures([...measures, measure]) : undefined}
          onRemove={measures.length > 1 ? () => setMeasures(withEntry(measures, index, null)) : undefined}
        />
      ))}
      {formulas.map((formula, index) => (
        <FormulaToken
          key={index}
          formula={formula}
          letter={letterOf(measures.length + index)}
          fault={faultAt(faults, `formulas.${index}`)}
          canTransform={spec.kind === 'trend'}
          onChange={(next, typing) => setFormulas(withEntry(formulas, index, next), typing)}
          onRemove={() => setFormulas(withEntry(formulas, index, null))}
        />
      ))}
      {measures.length < mostMeasures && (
        <AddButton
          onClick={() =>
            setMeasures([...measures, { agg: 'count', ...(last?.event !== undefined && { event: last.event }) }])
          }
        >
          Measure
        </AddButton>
      )}
      {formulas.length < mostFormulas && (
        <button
          type="button"
          className={addClass}
          onClick={() => setFormulas([...formulas, { formula: firstFormula(measures.length) }])}
        >
          <Sigma aria-hidden className="size-3.5" />
          Formula
        </button>
      )}
    </Row>
  );
}

const firstFormula = (measures: number): string => (measures > 1 ? 'A / B * 100' : 'A * 1');
