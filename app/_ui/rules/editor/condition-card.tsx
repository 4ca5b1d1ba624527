'use client';

import { Flame, Radar, Rows3, Ruler, TrendingUp, VolumeX, type LucideIcon } from 'lucide-react';
import { Card } from '@/app/_ui/kit/card';
import { faultAt } from '@/app/_ui/explore/edit';
import { conditionKinds } from '@/lib/alerts/rule-words';
import { fittingConditions, startCondition } from '@/lib/alerts/start-condition';
import type { FieldError } from '@/lib/errors/app-error';
import type { RuleDoc } from '@/lib/model/rule';
import type { Condition } from '@/lib/model/rule-condition';
import { judgeable } from '../spec-words';
import { AbsenceFields } from './fields/absence-fields';
import { AnomalyFields } from './fields/anomaly-fields';
import { BurnRateFields } from './fields/burn-rate-fields';
import { ChangeFields } from './fields/change-fields';
import { RowFields } from './fields/row-fields';
import { ThresholdFields } from './fields/threshold-fields';

type Props = {
  doc: RuleDoc;
  faults: readonly FieldError[];
  /** Where a first line is a sensible guess. */
  guess: number;
  onChange: (condition: Condition) => void;
};

const icons: Record<Condition['type'], LucideIcon> = {
  threshold: Ruler,
  change: TrendingUp,
  absence: VolumeX,
  anomaly: Radar,
  burn_rate: Flame,
  row: Rows3,
};

/** When it fires: one of six kinds, each with its own numbers. */
export function ConditionCard({ doc, faults, guess, onChange }: Props) {
  const { condition, spec } = doc;
  const offered = [...new Set([...fittingConditions(spec.kind), condition.type])];
  const fault = faultAt(faults, 'condition.type');
  return (
    <Card className="grid gap-4 px-4 py-3.5 sm:px-5">
      <fieldset>
        <legend className="text-sm font-semibold">Fires on</legend>
        <div className="mt-2 grid grid-cols-3 gap-1.5">
          {offered.map((type) => {
            const Icon = icons[type];
            return (
              <label
                key={type}
                className="flex cursor-pointer flex-col items-center gap-1 rounded-md border border-line px-1 py-2 text-center text-xs text-muted transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-strong has-focus-visible:outline-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name="condition"
                  value={type}
                  className="sr-only"
                  checked={condition.type === type}
                  onChange={() => onChange(startCondition(type, guess))}
                />
                <Icon aria-hidden className="size-4" />
                {conditionKinds[type].label}
              </label>
            );
          })}
        </div>
        <p className="mt-2 text-sm text-muted">{conditionKinds[condition.type].about}</p>
        {fault !== undefined && (
          <p role="alert" className="mt-1 text-xs text-bad">
            {fault}
          </p>
        )}
      </fieldset>
      <Fields {...{ doc, faults, onChange }} />
    </Card>
  );
}

function Fields({ doc, faults, onChange }: Omit<Props, 'guess'>) {
  const { condition } = doc;
  const rest = { faults, onChange };
  switch (condition.type) {
    case 'threshold':
      return <ThresholdFields condition={condition} {...rest} />;
    case 'change':
      return <ChangeFields condition={condition} {...rest} />;
    case 'absence':
      return <AbsenceFields condition={condition} {...rest} />;
    case 'anomaly':
      return <AnomalyFields condition={condition} {...rest} />;
    case 'burn_rate':
      return <BurnRateFields condition={condition} measures={judgeable(doc.spec)} {...rest} />;
    case 'row':
      return <RowFields condition={condition} {...rest} />;
  }
}
