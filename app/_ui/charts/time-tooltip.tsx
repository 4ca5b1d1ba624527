import type { SeriesModel, TimeModel } from '@/lib/chart/chart-model';
import { formatChange, formatExact } from '@/lib/chart/format-number';
import { formatBucket } from '@/lib/chart/format-time';
import { paint } from '@/lib/chart/palette';

type TimeTooltipProps = {
  model: TimeModel;
  /** Filled in by Recharts. */
  active?: boolean;
  label?: unknown;
};

const mostRows = 12;

/** The values of one bucket, largest first, with what they were before. */
export function TimeTooltip({ model, active, label }: TimeTooltipProps) {
  const index = model.times.indexOf(Number(label));
  const at = model.times[index];
  if (!active || at === undefined) return null;
  const ranked = model.series
    .map((series) => ({ series, value: series.values[index] ?? null, previous: series.previous?.[index] }))
    .sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || 0);
  const hasPrevious = ranked.some(({ previous }) => previous !== undefined);
  return (
    <div className="sg-tooltip">
      <div className="sg-tooltip-head">
        {formatBucket(at, model.grain, model.timezone)}
        {index >= model.openIndex && <span className="sg-tooltip-note">so far</span>}
      </div>
      <table>
        <tbody>
          {ranked.slice(0, mostRows).map((row) => (
            <TooltipRow key={row.series.key} {...row} model={model} hasPrevious={hasPrevious} />
          ))}
        </tbody>
      </table>
      {ranked.length > mostRows && <div className="sg-tooltip-more">and {ranked.length - mostRows} more</div>}
    </div>
  );
}

type RowProps = {
  series: SeriesModel;
  value: number | null;
  previous: number | null | undefined;
  model: TimeModel;
  hasPrevious: boolean;
};

function TooltipRow({ series, value, previous, model, hasPrevious }: RowProps) {
  return (
    <tr>
      <td>
        <svg width="8" height="8" aria-hidden="true">
          <rect width="8" height="8" rx="2" fill={paint(series.color, 'css')} />
        </svg>
      </td>
      <th scope="row">{series.label}</th>
      <td className="sg-tooltip-value">{formatExact(value, model.unit)}</td>
      {hasPrevious && (
        <td className="sg-tooltip-before" title="Before">
          {formatExact(previous, model.unit)} <span>{formatChange(value, previous).text}</span>
        </td>
      )}
    </tr>
  );
}
