import { Chip } from '@/app/_ui/alerting/chip';
import type { Matcher } from '@/lib/model/matcher';
import { matcherText } from './matcher-words';

/** What an alert has to look like: one chip for each matcher. */
export function MatcherChips({ matchers, none = 'everything' }: { matchers: readonly Matcher[]; none?: string }) {
  if (matchers.length === 0) return <span className="text-sm text-muted">{none}</span>;
  return (
    <ul aria-label="Matchers" className="flex min-w-0 flex-wrap gap-1.5">
      {matchers.map((matcher, index) => (
        <Chip key={index} title={matcherText(matcher)}>
          <span className="text-ink">{matcherText(matcher)}</span>
        </Chip>
      ))}
    </ul>
  );
}
