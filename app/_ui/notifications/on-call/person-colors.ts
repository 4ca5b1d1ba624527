import { seriesTokens } from '@/lib/chart/palette';
import type { OnCallSchedule } from '@/lib/model/routing';

/** A colour for each person, by their place in the rotation; the name beside it carries the meaning. */
export function personColor({ people }: Pick<OnCallSchedule, 'people'>, person: string): string {
  const at = people.findIndex(({ name }) => name === person);
  return at < 0 ? 'var(--chart-muted)' : `var(--${seriesTokens[at % seriesTokens.length] ?? 'chart-1'})`;
}
