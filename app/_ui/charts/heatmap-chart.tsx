'use client';

import { memo, type CSSProperties } from 'react';
import { describeHeatmap } from '@/lib/chart/describe';
import type { HeatCell, HeatmapModel, HeatRow } from '@/lib/chart/heatmap-model';
import type { ChartSelection } from './chart-props';
import { pickWords } from './pick-words';
import { useCellTip } from './use-cell-tip';

const scaleHeight = 22;

type HeatmapChartProps = {
  model: HeatmapModel;
  height: number;
  onSelect?: ((selection: ChartSelection) => void) | undefined;
};

/**
 * Hours by weekdays or cohorts by periods as a real table with coloured cells. The number of a cell is shown on it where it
 * fits, and above all in a tooltip for mouse, finger and arrow keys. With `onSelect` an hour of the week can be picked by a
 * click or Enter, and a cohort by its size. `height` in px.
 */
export function HeatmapChart({ model, height, onSelect }: HeatmapChartProps) {
  const onHour =
    model.of === 'week' && onSelect ? (row: number, column: number) => onSelect(hourOf(model, row, column)) : undefined;
  const { tip, handlers } = useCellTip(onHour);
  const cell = tip && model.rows[tip.row]?.cells[tip.column];
  return (
    <figure className="sg-heat" data-of={model.of} style={{ height }} {...(onHour ? { 'data-selectable': '' } : {})}>
      <div className="sg-heat-frame" {...handlers}>
        <div
          className="sg-heat-scroll"
          tabIndex={0}
          role="region"
          aria-label={`${model.title}. ${describeHeatmap(model)}${onHour ? ' Arrow keys go from hour to hour, Enter shows the events of one.' : ''}`}
          style={{ maxHeight: height - scaleHeight }}
        >
          <HeatTable model={model} height={height - scaleHeight} onSelect={onSelect} />
        </div>
        {cell && (
          <div className="sg-tooltip sg-tip" data-right={tip.isRight} style={{ left: tip.x, top: tip.y }}>
            {cell.about}
          </div>
        )}
      </div>
      <figcaption className="sg-heat-scale">
        {model.scale.low}
        <span aria-hidden="true">
          {[0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => (
            <i key={share} style={heat(share)} />
          ))}
        </span>
        {model.scale.high}
        {model.rows.some((row) => row.cells.some(({ isOpen }) => isOpen)) && (
          <span className="sg-heat-open">dashed: not over yet</span>
        )}
      </figcaption>
    </figure>
  );
}

/** Apart from the tooltip, so that pointing at a cell does not draw them all again. */
const HeatTable = memo(function HeatTable({ model, height, onSelect }: HeatmapChartProps) {
  const { heads, rows } = model;
  const isWeek = model.of === 'week';
  // Rows are 2 px apart, and the head stands above them.
  const room = Math.floor((height - 26) / Math.max(1, rows.length)) - 2;
  const rowHeight = Math.max(18, Math.min(isWeek ? 44 : 30, room));
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{isWeek ? <span className="sr-only">{heads.row}</span> : heads.row}</th>
          {heads.size !== undefined && <th scope="col">{heads.size}</th>}
          {heads.columns.map((name, index) => (
            <th key={name} scope="col" data-third={index % 3 === 0} data-sixth={index % 6 === 0}>
              <span>{isWeek ? name.slice(0, 2) : name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <Row key={row.label} {...{ row, index, isWeek, onSelect }} height={rowHeight} />
        ))}
      </tbody>
    </table>
  );
});

function hourOf(model: HeatmapModel, day: number, hour: number): ChartSelection {
  return { kind: 'hour', day, hour, label: `${model.rows[day]?.label ?? ''}, ${model.heads.columns[hour] ?? ''}` };
}

type Selecting = (selection: ChartSelection) => void;
type RowProps = { row: HeatRow; index: number; height: number; isWeek: boolean; onSelect: Selecting | undefined };

function Row({ row, index, height, isWeek, onSelect }: RowProps) {
  return (
    <tr style={{ height }} {...(row.isSummary ? { 'data-summary': '' } : {})}>
      <th scope="row" title={row.label}>
        <span className="sg-heat-long">{isWeek ? row.shortLabel : row.label}</span>
        {!isWeek && <span className="sg-heat-short">{row.shortLabel}</span>}
      </th>
      {row.size !== undefined && <Size row={row} onSelect={onSelect} />}
      {row.cells.map((cell, column) => (
        <Cell key={column} cell={cell} place={`${index},${column}`} />
      ))}
    </tr>
  );
}

function Size({ row: { size, start, label }, onSelect }: Pick<RowProps, 'row' | 'onSelect'>) {
  return (
    <td className="sg-heat-size">
      {onSelect && start !== undefined ? (
        <button
          type="button"
          title={pickWords('events', label)}
          onClick={() => onSelect({ kind: 'cohort', start, label })}
        >
          {size}
        </button>
      ) : (
        size
      )}
    </td>
  );
}

/** The style sheet mixes the colour, as `heatPaint` does for pictures: hundreds of cells then carry a number only. */
const heat = (share: number) => ({ '--heat': `${Math.round(share * 100)}%` }) as CSSProperties;

function Cell({ cell, place }: { cell: HeatCell; place: string }) {
  if (cell.share === null) return <td />;
  return (
    <td data-cell={place} {...(cell.isOpen ? { 'data-open': '' } : {})} style={heat(cell.share)}>
      <span>{cell.text}</span>
    </td>
  );
}
