import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Methods of the store that only read, or that note what is no change of anybody's making. */
const reads =
  /^(find|list|count|get|figures|facets|search|take|touch|record|claim|nextDueAt|queue|groupsOf|members|channelsOf|lock)/;

/** Files that write to the store without an entry in the audit log, with the reason. */
const withoutEntry: Record<string, string> = {
  'lib/alertmanager/send-alerts.ts': 'alerts that other tools send are in the history of alerts',
  'lib/alerts/documents/purge-rules.ts': 'ends what somebody deleted, which is in the log, thirty days later',
  'lib/alerts/tick/close-rule.ts': 'the state of series; what it makes of them is told in incidents',
  'lib/alerts/tick/evaluate-claimed.ts': 'when a rule is looked at next',
  'lib/alerts/tick/event-rules.ts': 'when a rule is looked at next',
  'lib/alerts/tick/party.ts': 'when a rule is looked at next',
  'lib/auth/open-session.ts': 'a sign-in, which is in the log',
  'lib/auth/seal-anew.ts': 'the same secrets, sealed with another key',
  'lib/auth/second-factor/begin-enrolment.ts': 'counts for nothing before its first code, which is in the log',
  'lib/dashboards/board/seed-sample.ts': 'the dashboards that the sample is shipped with',
  'lib/dashboards/documents/purge-deleted.ts': 'ends what somebody deleted, which is in the log, thirty days later',
  'lib/incidents/draft.ts': 'incidents have a timeline of their own',
  'lib/incidents/end-snoozes.ts': 'incidents have a timeline of their own',
  'lib/ingest/imports/run-import.ts': 'how far an import is that somebody started, which is in the log',
  'lib/ingest/sample/sample-state.ts': 'how far the sample is',
  'lib/notify/sending/send-due.ts': 'deliveries have a list of their own',
  'lib/notify/start-notifications.ts': 'deliveries have a list of their own',
  'lib/notify/telling/enrol.ts': 'groups of alerts; what is sent of them is in the list of deliveries',
  'lib/notify/telling/look-at-groups.ts': 'groups of alerts; what is sent of them is in the list of deliveries',
  'lib/notify/telling/told-changes.ts': 'groups of alerts; what is sent of them is in the list of deliveries',
  'lib/notify/telling/write-tells.ts': 'deliveries have a list of their own',
  'lib/people/start-deletions.ts': 'whose turn it is, and what went wrong with a deletion that is in the log',
  'lib/query/summaries/start-summaries.ts': 'which portal makes summaries',
  'lib/query/viewed-questions.ts': 'what was looked at lately',
  'lib/query/warm-up.ts': 'what was looked at lately',
  'lib/runtime/document-workers.ts': 'lets go of what came from files that are no longer used',
};

const files = readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .map((file) => path.posix.join('lib', file))
  .filter((file) => file.endsWith('.ts') && !file.startsWith('lib/store/'));

const call = /\b(?:tx|store)\.(\w+)\.(\w+)\(/g;
const written = (text: string): string[] =>
  [...text.matchAll(call)]
    .filter(([, group, method = '']) => group !== 'tables' && !reads.test(method))
    .map(([all]) => all);
const isRecorded = (text: string): boolean => /\brecord(Access|Account)?\(|\brecordChange\(/.test(text);

const writers = files.filter((file) => written(readFileSync(file, 'utf8')).length > 0);

it('finds the files that write to the store', () => {
  expect(writers.length).toBeGreaterThan(45);
  expect(written('await tx.charts.update(id); await store.charts.list(w)')).toEqual(['tx.charts.update(']);
});

it.each(writers)('%s writes its change down, or is listed with the reason why not', (file) => {
  const isListed = file in withoutEntry;
  expect(isRecorded(readFileSync(file, 'utf8'))).toBe(!isListed);
});

it('lists no file that needs it no more', () => {
  expect(Object.keys(withoutEntry).filter((file) => !writers.includes(file))).toEqual([]);
});

/** A verb may leave the writing to a file of its room, which is among those above. */
const changing =
  /^(create|update|remove|save|set|put|change|rename|revoke|invite|resend|accept|delete|restore|import-dashboard|import-rules|start|cancel|end|discard|duplicate|add|reset)-/;
const actionsOf = (text: string): string[] =>
  [...text.matchAll(/action: [^\n]*?'([a-z_]+\.[a-z_]+)'/g)].map(([, name = '']) => name);

it('names actions as noun.verb everywhere', () => {
  const named = files.flatMap((file) => actionsOf(readFileSync(file, 'utf8')));
  expect(named.length).toBeGreaterThan(30);
  for (const name of named) expect(name).toMatch(/^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/);
});

const importedBy = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/from '((?:@\/|\.)[^']+)'/g)].map(([, to = '']) =>
    to.startsWith('@/') ? `${to.slice(2)}.ts` : `${path.posix.join(path.posix.dirname(file), to)}.ts`,
  );
const isChange = (file: string): boolean =>
  /\/verbs\/|^lib\/(auth|ingest|people)\/|reset-breaker/.test(file) && changing.test(path.posix.basename(file));

it.each(files.filter(isChange))('%s ends in an entry of the log', (file) => {
  const reaches = (from: string, depth: number): boolean => {
    const text = files.includes(from) ? readFileSync(from, 'utf8') : '';
    if (isRecorded(text)) return true;
    return depth > 0 && importedBy(from).some((to) => reaches(to, depth - 1));
  };
  expect(reaches(file, 3)).toBe(true);
});
