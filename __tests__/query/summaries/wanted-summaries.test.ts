import type { SummaryKey } from '@/lib/model/summary-key';
import { WantedSummaries } from '@/lib/query/summaries/wanted-summaries';

const minute = 60_000;
const property: SummaryKey = { field: 'properties.path', conditions: [], zone: null };
const filters: SummaryKey = { field: null, conditions: [['value', '>', 300]], zone: null };

test('a property counts at once, and again after ten minutes', () => {
  const wanted = new WantedSummaries();
  for (const at of [0, 1, 9, 10].map((minutes) => minutes * minute))
    wanted.note({ workspaceId: 'w', key: property, at });
  expect(wanted.take().map(({ at }) => at)).toEqual([0, 10 * minute]);
  expect(wanted.take()).toEqual([]);
});

test('filters count when they are asked for again after ten minutes, in each workspace for itself', () => {
  const wanted = new WantedSummaries();
  const note = (workspaceId: string, minutes: number) =>
    wanted.note({ workspaceId, key: filters, at: minutes * minute });
  note('w', 0);
  note('w', 9);
  note('v', 11);
  expect(wanted.take()).toEqual([]);
  note('w', 11);
  expect(wanted.take()).toEqual([
    { workspaceId: 'w', key: '{"conditions":[["value",">",300]],"field":null,"zone":null}', at: 11 * minute },
  ]);
});

test('what was not there is not looked for again for a minute, or until some are made', () => {
  const wanted = new WantedSummaries();
  const asked = (workspaceId: string, at: number) => ({ workspaceId, key: filters, at });
  expect(wanted.isAbsent(asked('w', 0))).toBe(false);
  wanted.noteAbsent(asked('w', 0));
  expect([wanted.isAbsent(asked('w', minute - 1)), wanted.isAbsent(asked('v', 1))]).toEqual([true, false]);
  expect(wanted.isAbsent(asked('w', minute))).toBe(false);
  wanted.noteAbsent(asked('w', minute));
  wanted.noteMade();
  expect(wanted.isAbsent(asked('w', minute + 1))).toBe(false);
});
