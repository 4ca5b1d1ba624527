import { otherStep, type PathLink, type PathsData } from '@/lib/model/journey-answer';
import type { PathsSpec } from '@/lib/model/query-spec';
import type { Asking } from './asking';
import { compileAnchorShare, compilePathNames, compilePaths, otherMark } from './compile-paths';
import { stepLabel } from './journey-step';
import type { Plan } from './plan';
import { numberIn, type Row } from './shape';

/**
 * What users do after the anchor, or did before it. A user's events of the range that pass the filters are cut into journeys
 * wherever nothing happened for longer than `gap`; the first anchor in a journey is its step 0, and what lies on the other
 * side of it does not matter. Every event is a step, also one that repeats the step before; an event that lacks the property
 * `of` is none, and neither is one without a user. Of events of the same instant the anchor is the first (`before`: the
 * last), and the others keep a fixed order. Numbers are journeys. Throws what `ask` throws and AppError invalid_input.
 */
export async function computePaths(spec: PathsSpec, plan: Plan, asking: Asking): Promise<PathsData> {
  const of = { plan, workspaceId: asking.workspaceId };
  const rows = await asking.ask(compilePaths(spec, { ...of, isRare: await isRare(spec, plan, asking) }));
  const hashes = hashesIn(rows);
  const names = hashes.length === 0 ? [] : await asking.ask(compilePathNames(spec, { ...of, hashes }));
  return shapePaths(spec, rows, new Map(names.map((row) => [textIn(row, 'h'), textIn(row, 'v')])));
}

/** Measured at ten million events: finding the users first more than halves the work for rare anchors and doubles it for common ones. */
const rareShare = 0.1;

async function isRare({ anchor }: PathsSpec, plan: Plan, { ask, workspaceId }: Asking): Promise<boolean> {
  // What passes a filter is taken to be rare; a guess that is wrong costs time only.
  if (anchor.event === undefined || (anchor.where ?? []).length > 0) return true;
  const [row] = await ask(compileAnchorShare(anchor.event, { plan, workspaceId }));
  return (numberIn(row, 'anchors') ?? 0) <= rareShare * (numberIn(row, 'n') ?? 0);
}

function hashesIn(rows: readonly Row[]): string[] {
  const all = rows.flatMap((row) => [textIn(row, 'f'), textIn(row, 't'), ...flowOf(row)]);
  return [...new Set(all)].filter((text) => text !== '' && text !== otherMark).sort();
}

const textIn = (row: Row, column: string): string => {
  const value = row[column];
  return typeof value === 'string' ? value : '';
};

function flowOf(row: Row): string[] {
  return Array.isArray(row.w) ? row.w.map(String) : [];
}

function shapePaths(spec: PathsSpec, rows: readonly Row[], names: ReadonlyMap<string, string>): PathsData {
  const anchor = stepLabel(spec.anchor);
  const nameOf = (mark: string): string => (mark === otherMark ? otherStep : (names.get(mark) ?? mark));
  const ofStep = (fits: (step: number) => boolean): Row[] => rows.filter((row) => fits(numberIn(row, 'step') ?? 0));
  const count = (row: Row | undefined): number => numberIn(row, 'n') ?? 0;
  const links = ofStep((step) => step > 0).map((row): PathLink => {
    const [from, to] = [textIn(row, 'f'), textIn(row, 't')];
    return {
      step: numberIn(row, 'step') ?? 0,
      from: from === '' ? anchor : nameOf(from),
      to: to === '' ? null : nameOf(to),
      count: count(row),
    };
  });
  const flows = ofStep((step) => step === 0).map((row) => ({
    steps: [anchor, ...flowOf(row).map(nameOf)],
    count: count(row),
  }));
  return {
    kind: 'paths',
    direction: spec.direction,
    depth: spec.depth,
    anchor,
    count: count(ofStep((step) => step === -1)[0]),
    links: links.sort((a, b) => a.step - b.step || b.count - a.count || compare(a.from, b.from) || compare(a.to, b.to)),
    flows: flows.sort((a, b) => b.count - a.count || compare(a.steps.join('\n'), b.steps.join('\n'))),
  };
}

/** By code units, the end of a journey last. */
function compare(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
