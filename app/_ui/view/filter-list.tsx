import { X } from 'lucide-react';
import { filterText } from '@/lib/dashboards/view/filter-text';
import { filterWords } from '@/lib/dashboards/view/filter-words';
import type { Condition } from '@/lib/model/filter';
import { ViewLink } from './view-link';

export type FilterListProps = {
  filters: readonly Condition[];
  hrefWithout: (filter: Condition) => string;
  clearHref: string;
};

/** The filters in force, each with the link that takes it away. */
export function FilterList({ filters, hrefWithout, clearHref }: FilterListProps) {
  if (filters.length === 0) return null;
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
      {filters.map((filter) => {
        const { field, operator, value } = filterWords(filter);
        return (
          <li
            key={filterText(filter)}
            className="inline-flex h-7 max-w-full items-center gap-1 rounded-md bg-accent-soft pl-2.5 text-xs text-accent-strong"
          >
            <span className="truncate">
              {field} <span className="opacity-75">{operator}</span> <strong className="font-semibold">{value}</strong>
            </span>
            <ViewLink
              href={hrefWithout(filter)}
              aria-label={`Remove the filter ${field} ${operator} ${value}`}
              className="grid size-7 place-items-center rounded-md hover:bg-hover print:hidden"
            >
              <X aria-hidden className="size-3.5" />
            </ViewLink>
          </li>
        );
      })}
      {filters.length > 1 && (
        <li>
          <ViewLink
            href={clearHref}
            className="rounded-sm px-1.5 text-xs text-muted underline-offset-2 hover:underline print:hidden"
          >
            Clear all
          </ViewLink>
        </li>
      )}
    </ul>
  );
}
