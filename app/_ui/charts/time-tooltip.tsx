import { useEffect } from 'react';
import { annotationsWithin } from '@/lib/chart/annotation-marks';
import { formatChange, formatExact } from '@/lib/chart/format-number';
import { formatBucket } from '@/lib/chart/format-time';
import { paint } from '@/lib/chart/palette';
import { paler } from '@/lib/chart/time-layers';
import type { SeriesModel, TimeModel } from '@/lib/chart/time-model';
import { Swatch } from './swatch';

type TimeTooltipProps = {
  model: TimeModel;
  /** Told which time is pointed at, by mouse, finger or keyboard. */
  onActive?: (at: number | undefined) => void;
  /** Filled in by Recharts. */
  active?: boolean;
  label?: unknown;
};

const mostRows = 12;
const mostNotes = 3;

/** The values of one bucket, largest first, with what they were before. */
export function TimeTooltip({ model, onActive, active, label }: TimeTooltipProps) {
  const index = model.times.indexOf(Number(label));
  const at = model.times[index];
  const pointed = active ? at : undefined;
  useEffect(() => {
    if (pointed === undefined) return;
    onActive?.(pointed);
    return () => onActive?.(undefined);
  }, [pointed, onActive]);
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
      {model.series.map(({ key, label: name, expected }) => {
        const band = expected?.[index];
        if (!band) return null;
        const range = `${formatExact(band[0], model.unit)} to ${formatExact(band[1], model.unit)}`;
        return (
          <div key={key} className="sg-tooltip-more">
            Expected {range}
            {model.series.length > 1 && ` of ${name}`}
          </div>
        );
      })}
      {ranked.length > mostRows && <div className="sg-tooltip-more">and {ranked.length - mostRows} more</div>}
      {annotationsWithin(model.annotations, [at], model.grain)
        .slice(0, mostNotes)
        .map(({ id, text }) => (
          <div key={id} className="sg-tooltip-event">
            {text}
          </div>
        ))}
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
  const hasLines = model.style === 'line' || model.style === 'area';
  return (
    <tr>
      <td>
        <Swatch
          color={paint(series.color, 'css')}
          dash={hasLines ? series.dash : undefined}
          opacity={!hasLines && series.dash ? paler : undefined}
        />
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
