import type { Condition, Filter } from '@/lib/model/filter';
import type { Step } from '@/lib/model/journey-spec';
import type { Measure } from '@/lib/model/measure';
import { withDefaults } from './explore-defaults';
import type { ExploreKind, ExploreSpec } from './explore-kinds';
import { startSpec, type StartHints } from './start-spec';

export type AskAs = {
  kind: ExploreKind;
  hints: Pick<StartHints, 'events' | 'field'>;
  /** The last question of that kind, when there was one: its own parts are taken up again. */
  earlier?: ExploreSpec | undefined;
};

/** The same question in another kind: range, filters and clock stay, events and measures as far as the kind has them. */
export function askAs(spec: ExploreSpec, { kind, hints, earlier }: AskAs): ExploreSpec {
  if (kind === spec.kind) return spec;
  const subject = subjectOf(spec);
  const shared = { range: spec.range, timezone: spec.timezone, where: subject.where };
  const events = [...new Set([...subject.events, ...hints.events])];
  const fresh = startSpec(kind, { ...hints, ...shared, events });
  const own = earlier?.kind === kind ? earlier : { ...fresh, ...carried[kind](subject) };
  return withDefaults({ ...own, ...shared, where: whereOf(kind, subject, earlier !== undefined) });
}

type Subject = { events: string[]; measures: Measure[]; by: string[]; where: Filter[] };

/** What a question is about, whatever its kind. Raw events and distributions name their event in a filter. */
function subjectOf(spec: ExploreSpec): Subject {
  const steps = stepsOf(spec);
  const measures = 'measures' in spec ? spec.measures : 'measure' in spec ? [spec.measure] : [];
  const named = spec.kind === 'table' || spec.kind === 'distribution' ? nameFilter(spec.where) : undefined;
  const event = named?.[2];
  const lifted: Measure[] = typeof event === 'string' ? [{ agg: 'count', event }] : [];
  return {
    events: [...steps, ...measures, ...lifted].flatMap((part) => (part.event === undefined ? [] : [part.event])),
    measures: measures.length > 0 ? measures : lifted,
    by: 'by' in spec ? spec.by : [],
    where: spec.where.filter((filter) => filter !== named),
  };
}

function stepsOf(spec: ExploreSpec): Step[] {
  if (spec.kind === 'funnel') return spec.steps;
  if (spec.kind === 'retention') return [spec.start, spec.back];
  return spec.kind === 'paths' ? [spec.anchor] : [];
}

const nameFilter = (where: readonly Filter[]): Condition | undefined =>
  where.find((filter): filter is Condition => Array.isArray(filter) && filter[0] === 'name' && filter[1] === '=');

const measuresOf = ({ measures }: Subject) => (measures.length > 0 ? { measures } : {});
const fieldOf = ({ measures }: Subject) => measures.find((measure) => measure.of !== undefined)?.of;
const nothing = () => ({});

/** What each kind takes over from a subject besides its events. */
const carried: Record<ExploreKind, (subject: Subject) => Record<string, unknown>> = {
  trend: (subject) => ({ ...measuresOf(subject), by: subject.by }),
  total: measuresOf,
  breakdown: (subject) => ({ ...measuresOf(subject), ...(subject.by.length > 0 && { by: subject.by }) }),
  heatmap: ({ measures: [first] }) => (first ? { measure: plain(first) } : {}),
  distribution: (subject) => {
    const of = fieldOf(subject);
    return of === undefined ? {} : { of };
  },
  funnel: ({ by }) => ({ by: by.slice(0, 1) }),
  table: (subject) => ({
    columns: [...new Set(['name', 'user', ...subject.by, fieldOf(subject) ?? 'value', 'value'])],
  }),
  retention: nothing,
  paths: nothing,
};

/** What a measure is alone: nothing can refer to it. */
const plain = ({ hidden: _, transform: __, ...measure }: Measure): Measure => measure;

function whereOf(kind: ExploreKind, { where, events }: Subject, isEarlier: boolean): Filter[] {
  const [event] = events;
  const isNamed = kind === 'table' || kind === 'distribution';
  if (!isNamed || event === undefined || isEarlier || nameFilter(where)) return where;
  return [['name', '=', event], ...where];
}
