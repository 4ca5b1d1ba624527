import type { Matcher } from '@/lib/model/matcher';
import { matcherText } from './matcher-words';

/** What an alert has to look like: one chip for each matcher. */
export function MatcherChips({ matchers, none = 'everything' }: { matchers: readonly Matcher[]; none?: string }) {
  if (matchers.length === 0) return <span className="text-sm text-muted">{none}</span>;
  return (
    <ul aria-label="Matchers" className="flex min-w-0 flex-wrap gap-1">
      {matchers.map((matcher, index) => (
        <li
          key={index}
          className="max-w-full truncate rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-2xs text-ink"
          title={matcherText(matcher)}
        >
          {matcherText(matcher)}
        </li>
      ))}
    </ul>
  );
}
