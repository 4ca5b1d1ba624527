import { describeDrivers } from '@/lib/chart/describe';
import type { DriverModel, DriversModel } from '@/lib/chart/drivers-model';
import { formatChange, formatExact, formatValue } from '@/lib/chart/format-number';
import { paint } from '@/lib/chart/palette';
import type { ChartSelection } from './chart-props';

type DriversChartProps = {
  model: DriversModel;
  height: number;
  onSelect?: ((selection: ChartSelection) => void) | undefined;
};

/** What moved, the strongest first: before and after of each value, and a bar to the right (up) or left (down) of the middle. */
export function DriversChart({ model, height, onSelect }: DriversChartProps) {
  const { unit } = model;
  return (
    <div className="sg-drivers" style={{ maxHeight: height }}>
      <p className="sg-drivers-head">
        {model.label}
        {model.isPerHour && ' per hour'}: <b>{formatValue(model.inside, unit)}</b> inside,{' '}
        <b>{formatValue(model.outside, unit)}</b> outside ({formatChange(model.inside, model.outside).text})
      </p>
      {model.sampledFrom && (
        <p className="sg-sampled">
          Values estimated from {formatValue(model.sampledFrom.events, 'count')} of{' '}
          {formatValue(model.sampledFrom.of, 'count')} events.
        </p>
      )}
      <ol aria-label={`${model.title}. ${describeDrivers(model)}`}>
        {model.rows.map((row) => (
          <li key={row.key}>
            {onSelect ? (
              <button
                type="button"
                className="sg-driver"
                title={`Filter by ${row.fieldLabel} ${row.label}`}
                onClick={() => onSelect({ kind: 'value', field: row.field, value: row.value })}
              >
                <Row row={row} model={model} />
              </button>
            ) : (
              <div className="sg-driver">
                <Row row={row} model={model} />
              </div>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Row({ row, model: { unit } }: { row: DriverModel; model: DriversModel }) {
  const isDown = row.share < 0;
  const length = Math.round(Math.abs(row.share) * 5_000) / 100;
  const sign = isDown ? '−' : '+';
  return (
    <>
      <span className="sg-driver-name">
        <span>{row.fieldLabel}</span> {row.label}
      </span>
      <span
        className="sg-driver-numbers"
        title={`${formatExact(row.outside, unit)} outside, ${formatExact(row.inside, unit)} inside`}
      >
        {formatValue(row.outside, unit)} → {formatValue(row.inside, unit)}
      </span>
      <svg className="sg-driver-bar" width="100%" height="14" aria-hidden="true">
        <rect
          x={`${isDown ? 50 - length : 50}%`}
          width={`${length}%`}
          height="14"
          rx="2"
          fill={paint(isDown ? 'chart-2' : 'chart-1', 'css')}
        />
        <rect x="50%" width="1" height="14" fill={paint('chart-text', 'css')} />
      </svg>
      <span className="sg-driver-effect">
        {row.effect === 0 ? '0' : `${sign}${formatValue(Math.abs(row.effect), unit)}`}
      </span>
    </>
  );
}
