import type { CSSProperties } from 'react';
import { formatChange, formatExact } from '@/lib/chart/format-number';
import type { TableColumn, TableModel, TableRow } from '@/lib/chart/table-model';
import type { PickAction } from './chart-props';
import { pickWords } from './pick-words';

type RowProps = {
  row: TableRow;
  model: TableModel;
  betterWhen: 'higher' | 'lower' | undefined;
  onPick: (() => void) | undefined;
  picks: PickAction | undefined;
};

/** The cells of one row; the first is a button when the row can be picked. */
export function TableRowCells({ row, model, betterWhen, onPick, picks }: RowProps) {
  return model.columns.map((column, index) => {
    const text = row.texts[index] ?? '';
    const isFaint = row.cells[index] === null;
    if (index === 0 && onPick)
      return (
        <th key={index} scope="row" data-type={column.type}>
          <button type="button" className="sg-table-pick" title={pickWords(picks, text)} onClick={onPick}>
            {text}
          </button>
        </th>
      );
    return (
      <td key={index} data-type={column.type} {...(isFaint ? { 'data-faint': '' } : {})} title={text}>
        <CellBar column={column} value={row.cells[index]} />
        <span className="sg-table-text">{text}</span>
        {index === 0 && row.isOpen && <span className="sg-tooltip-note">so far</span>}
        <CellChange row={row} column={column} index={index} betterWhen={betterWhen} />
      </td>
    );
  });
}

const rounded = (share: number) => Math.round(share * 1e4) / 1e4;

function CellBar({ column: { bar }, value }: { column: TableColumn; value: unknown }) {
  if (!bar || typeof value !== 'number' || !Number.isFinite(value)) return null;
  const span = bar.high - bar.low;
  const [from, to] = [(Math.min(0, value) - bar.low) / span, (Math.max(0, value) - bar.low) / span];
  const place = { '--from': rounded(from), '--share': rounded(to - from) } as CSSProperties;
  return <span className="sg-table-bar" style={place} />;
}

type ChangeProps = {
  row: TableRow;
  column: TableColumn;
  index: number;
  betterWhen: 'higher' | 'lower' | undefined;
};

function CellChange({ row, column, index, betterWhen }: ChangeProps) {
  const previous = row.previous[index];
  const value = row.cells[index];
  if (previous === undefined || (typeof value !== 'number' && value !== null)) return null;
  const change = formatChange(value, previous, betterWhen);
  return (
    <span className="sg-table-change" data-tone={change.tone} title={`Before: ${formatExact(previous, column.unit)}`}>
      {change.text}
    </span>
  );
}
