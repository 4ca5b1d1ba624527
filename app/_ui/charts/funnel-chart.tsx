import type { CSSProperties } from 'react';
import { describeFunnel } from '@/lib/chart/describe';
import { formatExact, formatValue } from '@/lib/chart/format-number';
import type { FunnelGroupModel, FunnelModel } from '@/lib/chart/funnel-model';
import { paint } from '@/lib/chart/palette';
import type { ChartSelection, PickAction } from './chart-props';
import { pickWords } from './pick-words';

type FunnelChartProps = {
  model: FunnelModel;
  height: number;
  onSelect?: ((selection: ChartSelection) => void) | undefined;
  picks?: PickAction | undefined;
};

/**
 * Steps side by side as columns, one below the other where there is no room; the same elements in both. Groups stand next to
 * each other in each step. `height` in px; more scrolls. Only the first step has events that are all of what it counts.
 */
export function FunnelChart({ model, height, onSelect, picks }: FunnelChartProps) {
  const onEvents = picks === 'events' ? onSelect : undefined;
  const groups = [model.all, ...model.groups];
  const total = model.all.bars.at(-1);
  return (
    <div
      className="sg-funnel"
      style={{ height }}
      role="group"
      tabIndex={0}
      aria-label={`${model.title}. ${describeFunnel(model)}`}
    >
      <div className="sg-funnel-head">
        <span>
          <b>{formatValue(total?.ofFirst, 'percent')}</b> of all go the whole way
          {model.totalMedianMs !== null && <>, half of them within {formatValue(model.totalMedianMs, 'ms')}</>}
        </span>
        {model.groups.length > 0 && <Groups groups={groups} onSelect={picks === 'events' ? undefined : onSelect} />}
      </div>
      <ol style={{ gridTemplateColumns: `repeat(${model.steps.length}, minmax(0, 1fr))` }}>
        {model.steps.map((step, index) => (
          <Step
            key={index}
            {...{ step, index, model, groups }}
            onPick={onEvents && index === 0 ? () => onEvents({ kind: 'first-step', label: step }) : undefined}
          />
        ))}
      </ol>
    </div>
  );
}

type StepProps = {
  step: string;
  index: number;
  model: FunnelModel;
  groups: FunnelGroupModel[];
  onPick: (() => void) | undefined;
};

function Step({ step, index, model, groups, onPick }: StepProps) {
  const bar = model.all.bars[index];
  if (!bar) return null;
  return (
    <li>
      <div className="sg-funnel-bars">
        {groups.map((group) => (
          <Bar key={group.key} group={group} index={index} step={step} />
        ))}
      </div>
      <div className="sg-funnel-words">
        <p className="sg-funnel-name" title={step}>
          <span>{index + 1}</span>{' '}
          {onPick ? (
            <button type="button" title={pickWords('events', step)} onClick={onPick}>
              {step}
            </button>
          ) : (
            step
          )}
        </p>
        <p className="sg-funnel-count" title={`${formatExact(bar.count, 'count')} users`}>
          {formatValue(bar.count, 'count')} <span>{formatValue(bar.ofFirst, 'percent')}</span>
        </p>
        {index > 0 && <Facts model={model} index={index} />}
      </div>
    </li>
  );
}

/** What happened since the step before. */
function Facts({ model, index }: { model: FunnelModel; index: number }) {
  const bar = model.all.bars[index];
  if (!bar) return null;
  return (
    <p className="sg-funnel-facts">
      <span>
        {formatValue(bar.ofBefore, 'percent')} of step {index}
      </span>{' '}
      <span>{formatValue(bar.lost, 'count')} left</span>{' '}
      {bar.medianMs !== null && (
        <span title="Median time from the step before">{formatValue(bar.medianMs, 'ms')} later</span>
      )}
    </p>
  );
}

/** The bar of one group: what is left of its first step; the track behind it is what was lost. */
function Bar({ group, index, step }: { group: FunnelGroupModel; index: number; step: string }) {
  const bar = group.bars[index];
  const about = `${group.label}, ${step}: ${formatExact(bar?.count, 'count')} users, ${formatValue(bar?.ofFirst, 'percent')} of the first step${
    index > 0 ? `, ${formatValue(bar?.ofBefore, 'percent')} of the step before` : ''
  }`;
  const share = Math.min(100, bar?.ofFirst ?? 0);
  const style = { '--share': `${Math.round(share * 100) / 100}%`, '--color': paint(group.color, 'css') };
  return (
    <div className="sg-funnel-bar" style={style as CSSProperties} title={about} role="img" aria-label={about}>
      <div />
    </div>
  );
}

type GroupsProps = { groups: FunnelGroupModel[]; onSelect: FunnelChartProps['onSelect'] };

function Groups({ groups, onSelect }: GroupsProps) {
  return (
    <ul className="sg-funnel-groups">
      {groups.map(({ key, label, color, group, isOther }, index) => {
        const name = (
          <>
            <i style={{ background: paint(color, 'css') }} aria-hidden="true" />
            {label}
          </>
        );
        return (
          <li key={key}>
            {onSelect && index > 0 && !isOther ? (
              <button
                type="button"
                title={pickWords('filter', label)}
                onClick={() => onSelect({ kind: 'group', group, label })}
              >
                {name}
              </button>
            ) : (
              <span>{name}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
