import type { NumberModel } from '@/lib/chart/number-model';
import type { SparklineModel } from '@/lib/chart/sparkline-model';
import { formatChange, formatExact, formatValue } from '@/lib/chart/format-number';
import { Sparkline } from './sparkline';

export type NumberTileProps = {
  model: NumberModel;
  spark?: SparklineModel | undefined;
  betterWhen?: 'higher' | 'lower' | undefined;
  comparedWith?: string | undefined;
  height: number;
};

const arrows = { up: '↑', down: '↓', flat: '→', none: '' } as const;

/** One big number, its change against the period before, and its trend along the bottom. */
export function NumberTile({ model, spark, betterWhen, comparedWith, height }: NumberTileProps) {
  const change = model.previous === undefined ? undefined : formatChange(model.value, model.previous, betterWhen);
  const textRoom = change ? 64 : 44;
  const sparkHeight = Math.min(72, height - textRoom - 8);
  return (
    <div className="sg-number" style={{ height }}>
      {model.more.length > 0 && <p className="sg-number-label">{model.label}</p>}
      <p className="sg-number-value" title={formatExact(model.value, model.unit)}>
        {formatValue(model.value, model.unit)}
      </p>
      {change && (
        <p className="sg-number-change">
          <span data-tone={change.tone}>
            <span aria-hidden="true">{arrows[change.direction]}</span> {change.text}
          </span>{' '}
          <span title={formatExact(model.previous, model.unit)}>
            {comparedWith ?? `vs ${formatValue(model.previous, model.unit)}`}
          </span>
        </p>
      )}
      {model.more.length > 0 && <More model={model} betterWhen={betterWhen} />}
      {spark && model.more.length === 0 && sparkHeight >= 16 && (
        <div className="sg-number-spark">
          <Sparkline model={spark} height={sparkHeight} />
        </div>
      )}
    </div>
  );
}

/** The measures after the first, small and side by side. */
function More({ model, betterWhen }: Pick<NumberTileProps, 'model' | 'betterWhen'>) {
  return (
    <dl className="sg-number-more">
      {model.more.map(({ label, value, previous }, index) => {
        const change = previous === undefined ? undefined : formatChange(value, previous, betterWhen);
        return (
          <div key={index}>
            <dt title={label}>{label}</dt>
            <dd title={formatExact(value, model.unit)}>
              {formatValue(value, model.unit)} {change && <span data-tone={change.tone}>{change.text}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
