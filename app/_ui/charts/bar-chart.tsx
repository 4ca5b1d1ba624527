'use client';

import { useMemo } from 'react';
import { barShares } from '@/lib/chart/bars-scene';
import type { BarModel, BarsModel } from '@/lib/chart/bars-model';
import { describeBars } from '@/lib/chart/describe';
import { formatChange, formatExact, formatValue } from '@/lib/chart/format-number';
import { paint } from '@/lib/chart/palette';
import type { ChartSelection, PickAction } from './chart-props';
import { pickWords } from './pick-words';

export type BarChartProps = {
  model: BarsModel;
  height: number;
  betterWhen?: 'higher' | 'lower' | undefined;
  onSelect?: ((selection: ChartSelection) => void) | undefined;
  picks?: PickAction | undefined;
};

/**
 * Ranked bars as a list: labels are text that ellipsizes and can be found and copied, bars are SVG in percent, so the
 * server's HTML is final at any width. With `onSelect` each row is a button.
 */
export function BarChart({ model, height, betterWhen, onSelect, picks }: BarChartProps) {
  const shares = useMemo(() => barShares(model.rows), [model.rows]);
  return (
    <ul className="sg-bars" style={{ maxHeight: height }} aria-label={`${model.title}. ${describeBars(model)}`}>
      {model.rows.map((row, index) => {
        const share = shares[index] ?? { from: 0, to: 0 };
        const content = <RowContent row={row} share={share} model={model} betterWhen={betterWhen} />;
        const key = row.isOther ? 'other' : row.group.join('\u0001');
        // "Other" is many groups, so there is nothing to filter by.
        if (!onSelect || row.isOther)
          return (
            <li key={key}>
              <div className="sg-bar">{content}</div>
            </li>
          );
        return (
          <li key={key}>
            <button
              type="button"
              className="sg-bar"
              title={pickWords(picks, row.label)}
              onClick={() => onSelect({ kind: 'group', group: row.group, label: row.label })}
            >
              {content}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

type RowContentProps = {
  row: BarModel;
  share: { from: number; to: number; previous?: number };
  model: BarsModel;
  betterWhen: 'higher' | 'lower' | undefined;
};

const asPercent = (share: number) => `${Math.round(share * 1e4) / 100}%`;

function RowContent({ row, share, model, betterWhen }: RowContentProps) {
  const change = row.previous === undefined ? undefined : formatChange(row.value, row.previous, betterWhen);
  return (
    <>
      <svg className="sg-bar-track" width="100%" height="100%" aria-hidden="true">
        <rect
          x={asPercent(share.from)}
          width={asPercent(share.to - share.from)}
          height="100%"
          rx="4"
          fill={paint(row.isOther ? 'chart-muted' : 'chart-1', 'css')}
        />
      </svg>
      {share.previous !== undefined && (
        <svg className="sg-bar-before" width="100%" height="100%" aria-hidden="true">
          <rect x={asPercent(share.previous)} width="2" height="100%" rx="1" fill={paint('chart-text', 'css')} />
        </svg>
      )}
      <span className="sg-bar-label" data-other={row.isOther}>
        {row.label}
      </span>
      {change && (
        <span
          className="sg-bar-change"
          data-tone={change.tone}
          title={`Before: ${formatExact(row.previous, model.unit)}`}
        >
          {change.text}
        </span>
      )}
      <span className="sg-bar-value" title={formatExact(row.value, model.unit)}>
        {formatValue(row.value, model.unit)}
      </span>
    </>
  );
}
