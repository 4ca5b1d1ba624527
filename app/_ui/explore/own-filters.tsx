import type { Filter } from '@/lib/model/filter';
import { FilterList } from './filter-row';

type Props = {
  of: { event?: string | undefined; where?: Filter[] | undefined };
  onChange: (where: Filter[], typing?: string) => void;
};

/** The filters that hold for one measure or step alone. */
export function OwnFilters({ of: { event, where = [] }, onChange }: Props) {
  return (
    <div role="group" aria-label="Only where" className="grid gap-1.5">
      <span className="text-sm font-medium">Only where</span>
      <div className="flex flex-wrap items-center gap-1.5">
        <FilterList where={where} events={event === undefined ? [] : [event]} onChange={onChange} />
      </div>
    </div>
  );
}
