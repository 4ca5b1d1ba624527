import type { Answer } from '@/lib/model/answer';
import type { RuleDoc } from '@/lib/model/rule';
import { isAppError } from '@/lib/errors/app-error';
import { mainQuestion } from '../asked-specs';
import { sightOf, type Sight } from '../evaluate';
import { seriesKeyOf, type Reading } from '../reading';

/** What came of one of the questions of a rule. */
export type Reply = { answer: Answer } | { error: unknown };
/** By the name of the question. */
export type Replies = ReadonlyMap<string, Reply>;

/** What the replies to a rule's questions let it judge by. */
export function sightFrom({ condition }: Pick<RuleDoc, 'condition'>, replies: Replies): Sight {
  for (const reply of replies.values()) if ('error' in reply) return { kind: 'error', message: messageOf(reply.error) };
  const sights = new Map(
    [...replies].flatMap(([name, reply]) => ('answer' in reply ? [[name, sightOf(reply.answer)] as const] : [])),
  );
  if (condition.type === 'burn_rate') return windowsSight(sights);
  return sights.get(mainQuestion) ?? { kind: 'skipped', reason: 'Not asked' };
}

const messageOf = (error: unknown): string =>
  isAppError(error) ? error.message : 'The question could not be answered';

/** One reading per series that is in any window. A window that it is not in had no events of it. */
function windowsSight(sights: ReadonlyMap<string, Sight>): Sight {
  const series = new Map<string, Reading>();
  for (const [name, sight] of sights) {
    if (sight.kind !== 'readings') return sight;
    for (const { labels, values } of sight.readings) {
      const key = seriesKeyOf(labels);
      const known = series.get(key) ?? { labels, values: [], previous: [], points: [], windows: {} };
      series.set(key, { ...known, windows: { ...known.windows, [name]: values } });
    }
  }
  const names = [...sights.keys()];
  const readings = [...series.values()].map((reading) => {
    const windows = Object.fromEntries(names.map((name) => [name, reading.windows[name] ?? []]));
    return { ...reading, windows };
  });
  return { kind: 'readings', readings };
}
