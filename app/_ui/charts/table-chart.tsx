'use client';

import { useMemo, useState } from 'react';
import { formatExact } from '@/lib/chart/format-number';
import { sortedRows, type RowPick, type TableColumn, type TableModel, type TableSort } from '@/lib/chart/table-model';
import type { ChartSelection, PickAction } from './chart-props';
import { TableRowCells } from './table-row-cells';

export type TableChartProps = {
  model: TableModel;
  height: number;
  betterWhen?: 'higher' | 'lower' | undefined;
  onSelect?: ((selection: ChartSelection) => void) | undefined;
  picks?: PickAction | undefined;
};

/** Rows in the page at first, and how many more at a time; thousands at once would take a moment. */
const page = 100;

/** Any answer as a table that scrolls within `height` px: columns sort, numbers have bars, rows with `onSelect` can be picked. */
export function TableChart({ model, height, betterWhen, onSelect, picks }: TableChartProps) {
  const [sort, setSort] = useState<TableSort | undefined>(model.sortedBy);
  const [shown, setShown] = useState(page);
  const rows = useMemo(() => sortedRows(model.rows, sort), [model.rows, sort]);
  const rest = rows.length - shown;
  return (
    <div className="sg-table" style={{ maxHeight: height }} tabIndex={0} role="region" aria-label={model.title}>
      <table>
        <thead>
          <tr>
            {model.columns.map((column, index) => (
              <Head
                key={index}
                column={column}
                sort={sort?.column === index ? sort : undefined}
                onSort={() => setSort(nextSort(column, index, sort))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row, index) => (
            <tr key={`${row.key}-${index}`}>
              <TableRowCells
                row={row}
                model={model}
                betterWhen={betterWhen}
                picks={picks}
                onPick={onSelect && row.pick ? pickWith(onSelect, row.pick, row.texts[0] ?? '') : undefined}
              />
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <button type="button" className="sg-table-more" onClick={() => setShown(shown + 2 * page)}>
          Show {formatExact(Math.min(rest, 2 * page), 'count')} more of {formatExact(rest, 'count')}
        </button>
      )}
      {model.isTruncated && rest <= 0 && (
        <p className="sg-table-note">Only the first {formatExact(rows.length, 'count')} rows; the statement has more</p>
      )}
    </div>
  );
}

function pickWith(onSelect: (selection: ChartSelection) => void, pick: RowPick, label: string) {
  return () => onSelect('group' in pick ? { kind: 'group', ...pick, label } : { kind: 'value', ...pick });
}

/** Numbers begin with the highest, texts with A; a third click brings back the order of the answer. */
function nextSort({ type }: TableColumn, column: number, sort: TableSort | undefined): TableSort | undefined {
  const first = type !== 'text';
  if (sort?.column !== column) return { column, isDescending: first };
  return sort.isDescending === first ? { column, isDescending: !first } : undefined;
}

type HeadProps = { column: TableColumn; sort: TableSort | undefined; onSort: () => void };

function Head({ column, sort, onSort }: HeadProps) {
  const order = sort ? (sort.isDescending ? 'descending' : 'ascending') : undefined;
  return (
    <th scope="col" data-type={column.type} {...(order ? { 'aria-sort': order } : {})}>
      <button type="button" onClick={onSort} title={`Sort by ${column.name}`}>
        <span>{column.name}</span>
        <span className="sg-table-order" aria-hidden="true">
          {sort ? (sort.isDescending ? '↓' : '↑') : ''}
        </span>
      </button>
    </th>
  );
}
