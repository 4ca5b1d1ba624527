import { questionWords } from '@/lib/dashboards/explore/explore-words';
import { parseExplore } from '@/lib/dashboards/explore/explore-state';
import { startSpec } from '@/lib/dashboards/explore/start-spec';
import type { RawParams, ViewFault } from '@/lib/dashboards/view/view-state';
import { startingPoints } from '@/lib/alerts/starting-points';
import { startRule } from '@/lib/alerts/start-rule';
import type { QuerySpec } from '@/lib/model/query-spec';
import type { RuleDoc } from '@/lib/model/rule';

export type NewRuleDoc = {
  doc: RuleDoc;
  faults: ViewFault[];
  /** Why the question of the link is not the one that is shown. */
  note: string | null;
  /** Nobody has said where the line is. */
  isGuess: boolean;
};
type Known = { events: readonly string[]; timezone: string };

/** The rule that a link begins: on the question of Explore or SQL, something ready-made, or the most frequent event. */
export function newRuleDoc(params: RawParams, { events, timezone }: Known): NewRuleDoc {
  const [event] = events;
  const said = typeof params['event'] === 'string' ? params['event'].slice(0, 200) : event;
  const start =
    said === undefined ? undefined : startingPoints(said, timezone).find(({ id }) => id === params['start']);
  if (start) return { doc: start.doc, faults: [], note: null, isGuess: false };
  const { question, sql, faults } = parseExplore(params, () => null);
  if (sql !== undefined) return { ...onStatement(sql, timezone), faults: [] };
  const asked =
    question && startRule(question.spec, { name: question.title ?? questionWords(question.spec).slice(0, 120) });
  if (asked) return { doc: { ...asked, unit: question.unit ?? asked.unit }, faults, note: null, isGuess: true };
  const note = question
    ? 'A rule cannot judge a question of this kind, so this one begins with a count of events.'
    : null;
  return { doc: counting(events, timezone), faults, note, isGuess: true };
}

function onStatement(sql: string, timezone: string): Omit<NewRuleDoc, 'faults'> {
  const spec: QuerySpec = { kind: 'sql', sql, parameters: {}, limit: 1_000, range: { last: '1h' }, timezone };
  const doc = startRule(spec);
  if (!doc) throw new Error('A statement can be judged');
  return { doc, note: null, isGuess: true };
}

function counting(events: readonly string[], timezone: string): RuleDoc {
  const spec = startSpec('total', { events, range: { last: '5m' }, timezone });
  const doc = startRule(spec, { name: '' });
  if (!doc) throw new Error('A total can be judged');
  return doc;
}
