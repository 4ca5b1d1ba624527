import { isAppError, type FieldError } from '@/lib/errors/app-error';
import { panelCharts, units, type PanelChart, type Unit } from '@/lib/model/panel';
import type { QuerySpec } from '@/lib/model/query-spec';
import { parseSpec } from '@/lib/query/parse-spec';
import { isExploreKind, kindLabels, type ExploreSpec, type Question, type QuestionOrigin } from './explore-kinds';
import { fittingCharts } from '@/lib/chart/fitting-charts';
import { withoutPart } from '@/lib/dashboards/documents/salvage-spec';
import type { RawParams, ViewFault } from '@/lib/dashboards/view/view-state';

export type ExploreState = {
  /** Null when the link holds no question, or nothing of it could be used. */
  question: Question | null;
  origin: QuestionOrigin;
  faults: ViewFault[];
  /** A statement, which its own page shows. */
  sql?: string;
};

/** More faults than this in one link, and it is not a question that was once valid. */
const maxFaults = 24;

/**
 * Reads a question from the parameters `q` (the question as JSON), `chart`, `unit`, `title`, `live`, and where it comes
 * from: `board` and `panel`, or `saved`. Never throws: what is wrong is named in `faults`, and the rest of the question
 * holds. What is missing is taken from `fallback`, which makes a question of the kind that the link names.
 */
export function parseExplore(
  params: RawParams,
  fallback: (kind: ExploreSpec['kind']) => ExploreSpec | null,
): ExploreState {
  const faults: ViewFault[] = [];
  const origin = originOf(params);
  const given = first(params['q']);
  if (given === '') return { question: null, origin, faults };
  const input = jsonOf(given, faults);
  if (input?.['kind'] === 'sql')
    return { question: null, origin, faults, ...(typeof input['sql'] === 'string' && { sql: input['sql'] }) };
  const spec = input && readSpec(input, fallback, faults);
  if (!spec) return { question: null, origin, faults };
  const question: Question = {
    spec,
    chart: readChart(first(params['chart']), spec, faults),
    unit: readUnit(first(params['unit']), faults),
    title: first(params['title']).slice(0, 120) || undefined,
    isLive: first(params['live']) !== 'off',
  };
  return { question, origin, faults };
}

const first = (value: string | string[] | undefined): string => (Array.isArray(value) ? value[0] : value)?.trim() ?? '';

function originOf(params: RawParams): QuestionOrigin {
  const said = (['board', 'panel', 'saved'] as const).map((name) => [name, first(params[name])] as const);
  return Object.fromEntries(said.filter(([, id]) => /^[\w-]{1,60}$/.test(id)));
}

function jsonOf(text: string, faults: ViewFault[]): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below, as for any other text that is no question.
  }
  faults.push({ param: 'q', value: shortened(text), reason: 'This is no question; the link may have been cut off.' });
  return null;
}

function readSpec(
  input: Record<string, unknown>,
  fallback: (kind: ExploreSpec['kind']) => ExploreSpec | null,
  faults: ViewFault[],
): ExploreSpec | null {
  const kind = kindOf(input['kind'], faults);
  const whole = fallback(kind) as Record<string, unknown> | null;
  let rest: Record<string, unknown> = { ...input, kind };
  if (kind !== input['kind']) rest = onlyKnown(rest, whole);
  for (let round = 0; round < maxFaults; round += 1) {
    const parsed = tryParse(rest);
    if ('spec' in parsed) return parsed.spec as ExploreSpec;
    const next = withoutPart(rest, parsed.fault, whole);
    // A part that this page filled in itself was missing and not wrong.
    faults.push({ param: 'q', value: partName(parsed.fault, rest), reason: `${parsed.fault.reason}.` });
    if (!next) return whole as ExploreSpec | null;
    rest = next;
  }
  return whole as ExploreSpec | null;
}

function kindOf(kind: unknown, faults: ViewFault[]): ExploreSpec['kind'] {
  if (isExploreKind(kind)) return kind;
  const words = Object.values(kindLabels).join(', ');
  const reason =
    kind === 'drivers'
      ? 'What moved is asked from a chart: drag over a stretch of it. Here is the trend.'
      : `This kind is not known here; there are ${words}.`;
  faults.push({ param: 'kind', value: shortened(String(kind)), reason });
  return 'trend';
}

/** Of a question of another kind, what a question of this kind has too. */
function onlyKnown(input: Record<string, unknown>, whole: Record<string, unknown> | null): Record<string, unknown> {
  const { measure } = input;
  const kept = Object.entries(input).filter(([name]) => whole === null || name in whole);
  return { ...whole, ...(measure !== undefined && { measures: [measure] }), ...Object.fromEntries(kept) };
}

function tryParse(input: unknown): { spec: QuerySpec } | { fault: FieldError } {
  try {
    return { spec: parseSpec(input) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { fault: error.fields[0] ?? { path: '', reason: error.message } };
  }
}

function partName({ path }: FieldError, input: Record<string, unknown>): string {
  const value = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], input);
  const text = path === '' || value === undefined ? '' : `=${JSON.stringify(value)}`;
  return shortened(`${path || 'spec'}${text}`);
}

const shortened = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);

function readChart(text: string, spec: ExploreSpec, faults: ViewFault[]): PanelChart | undefined {
  if (text === '') return undefined;
  const chart = panelCharts.find((known) => known === text);
  if (chart && fittingCharts(spec.kind).includes(chart)) return chart;
  const reason = chart
    ? `This chart does not fit a question of kind ${kindLabels[spec.kind].toLowerCase()}.`
    : `Use one of ${panelCharts.join(', ')}.`;
  faults.push({ param: 'chart', value: shortened(text), reason });
  return undefined;
}

function readUnit(text: string, faults: ViewFault[]): Unit | undefined {
  const unit = units.find((known) => known === text);
  if (text !== '' && !unit)
    faults.push({ param: 'unit', value: shortened(text), reason: `Use one of ${units.join(', ')}.` });
  return unit;
}
