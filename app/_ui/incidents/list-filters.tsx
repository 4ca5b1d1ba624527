import { Search, UserRound } from 'lucide-react';
import { severityLooks } from '@/app/_ui/alerting/severity-looks';
import { buttonClass } from '@/app/_ui/kit/button';
import { cn } from '@/app/_ui/kit/class-names';
import { Input } from '@/app/_ui/kit/field';
import { ChoiceMenu } from '@/app/_ui/view/choice-menu';
import { ViewLink } from '@/app/_ui/view/view-link';
import { severities } from '@/lib/model/severity';
import { listHref, listParams, type ListView } from './list-view';

const statuses: readonly { status: ListView['status']; word: string }[] = [
  { status: 'open', word: 'Open' },
  { status: 'resolved', word: 'Resolved' },
  { status: 'all', word: 'All' },
];

/** Which incidents are listed; every choice is a link or a plain form. */
export function ListFilters({ workspace, view }: { workspace: string; view: ListView }) {
  const href = (change: Partial<ListView>): string => listHref(workspace, { ...view, ...change });
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <ul
        aria-label="Which incidents"
        className="flex h-8.5 items-center gap-0.5 rounded-md border border-line-strong bg-surface p-0.5 shadow-card"
      >
        {statuses.map(({ status, word }) => (
          <li key={status} className="h-full">
            <ViewLink
              href={href({ status })}
              aria-current={status === view.status ? 'true' : undefined}
              className="flex h-full items-center rounded-sm px-3 text-sm text-muted hover:bg-hover hover:text-ink aria-[current=true]:bg-accent-soft aria-[current=true]:font-medium aria-[current=true]:text-accent-strong"
            >
              {word}
            </ViewLink>
          </li>
        ))}
      </ul>
      <ChoiceMenu
        name="Severity"
        choices={[
          { label: 'Any', href: href({ severity: null }), isChosen: view.severity === null },
          ...severities.map((severity) => ({
            label: severityLooks[severity].word,
            href: href({ severity }),
            isChosen: severity === view.severity,
          })),
        ]}
      />
      <ViewLink
        href={href({ isMine: !view.isMine })}
        aria-current={view.isMine ? 'true' : undefined}
        className={buttonClass({}, cn(view.isMine && 'border-accent bg-accent-soft text-accent-strong'))}
      >
        <UserRound aria-hidden />
        Mine
      </ViewLink>
      <form action="/incidents" className="relative max-sm:flex-1 sm:ml-auto" role="search">
        {[['workspace', workspace], ...listParams({ ...view, text: '' })].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Search aria-hidden className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint" />
        <Input
          key={view.text}
          type="search"
          name="q"
          aria-label="Search incidents"
          placeholder="Title or #number"
          defaultValue={view.text}
          maxLength={100}
          autoComplete="off"
          className="pl-8 sm:w-60"
        />
      </form>
    </div>
  );
}
