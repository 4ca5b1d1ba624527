import type { Measure } from '@/lib/model/measure';
import type { QuerySpec } from '@/lib/model/query-spec';
import { canonicalSpec, stable } from '@/lib/query/spec-key';
import { isCompared } from '../asked-specs';

const mostMeasures = 8;

/** One question to the engine for all rules that it answers. */
export type SharedQuestion = {
  workspaceId: string;
  spec: QuerySpec;
  /** Of the questions it was made from, by their canonical text: where their measures are; null when it is the same question. */
  places: Map<string, readonly number[] | null>;
};
export type Wanted = { workspaceId: string; spec: QuerySpec };

/**
 * The fewest questions that answer all that is wanted: equal ones are asked once, and those that differ in their measures
 * only are asked together. Groups are ranked by the first measure, so of questions with groups that one has to be the same.
 */
export function shareQuestions(wanted: readonly Wanted[]): SharedQuestion[] {
  const byScope = new Map<string, Wanted[]>();
  for (const question of wanted) {
    const key = sharingKey(question.workspaceId, question.spec);
    byScope.set(key, [...(byScope.get(key) ?? []), question]);
  }
  return [...byScope.values()].flatMap(sharedOf);
}

/** What questions have in common that can be asked together; also decides when rules fall due. */
export function sharingKey(workspaceId: string, spec: QuerySpec): string {
  if (!canJoin(spec)) return `${workspaceId} ${canonicalSpec(spec)}`;
  const isRanked = spec.kind !== 'total' && spec.by.length > 0;
  const scope = canonicalSpec({ ...spec, measures: isRanked ? spec.measures.slice(0, 1) : [] });
  return `${workspaceId} ${scope} ${isRanked ? eventsOf(spec.measures) : ''}`;
}

/** Only events that some measure is about make a group, so that a wider set could bring groups in that one alone would not. */
function eventsOf(measures: readonly Measure[]): string {
  const events = measures.map(({ event }) => event);
  return events.includes(undefined) ? '*' : stable([...new Set(events)].sort());
}

type Joining = Extract<QuerySpec, { kind: 'total' | 'trend' | 'breakdown' }>;
/** Formulas name measures by place, and hidden ones are left out of answers: both would be moved by others' measures. */
function canJoin(spec: QuerySpec): spec is Joining {
  return isCompared(spec) && spec.formulas.length === 0 && spec.measures.every(({ hidden }) => hidden !== true);
}

function sharedOf(alike: readonly Wanted[]): SharedQuestion[] {
  const shared: { workspaceId: string; spec: QuerySpec; texts: string[]; members: QuerySpec[] }[] = [];
  for (const { workspaceId, spec } of alike) {
    const texts = canJoin(spec) ? spec.measures.map(textOf) : [];
    const fitting = shared.find((one) => new Set([...one.texts, ...texts]).size <= mostMeasures);
    if (fitting === undefined) {
      shared.push({ workspaceId, spec, texts: [...new Set(texts)], members: [spec] });
      continue;
    }
    fitting.members.push(spec);
    if (canJoin(spec) && canJoin(fitting.spec)) fitting.spec = joined(fitting.spec, spec, fitting.texts);
  }
  return shared.map(({ workspaceId, spec, texts, members }) => ({
    workspaceId,
    spec,
    places: new Map(members.map((member) => [canonicalSpec(member), placesIn(texts, { member, whole: spec })])),
  }));
}

const textOf = (measure: Measure) => stable(measure);

/** `texts` are those of the measures of `into`, and grow with them. */
function joined(into: Joining, spec: Joining, texts: string[]): Joining {
  const added = spec.measures.filter((measure) => {
    const text = textOf(measure);
    if (texts.includes(text)) return false;
    texts.push(text);
    return true;
  });
  return added.length === 0 ? into : { ...into, measures: [...into.measures, ...added] };
}

function placesIn(
  texts: readonly string[],
  { member, whole }: { member: QuerySpec; whole: QuerySpec },
): readonly number[] | null {
  if (!canJoin(member) || canonicalSpec(member) === canonicalSpec(whole)) return null;
  return member.measures.map((measure) => texts.indexOf(textOf(measure)));
}
