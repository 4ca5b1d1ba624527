'use client';

import { ChevronRight } from 'lucide-react';
import type { FunnelSpec } from '@/lib/model/query-spec';
import { ChoicePicker } from './choice-picker';
import { faultAt, withEntry, type Edit } from './edit';
import { EventPicker } from './event-picker';
import { GroupRow } from './group-row';
import { Row } from './row';
import { SpanPicker } from './span-picker';
import { StepToken } from './step-token';
import { Add, addClass, segmentClass, Token } from './token';

const fewest = 2;
const most = 8;

const orders = [
  { value: 'ordered', label: 'in this order', hint: 'others between' },
  { value: 'strict', label: 'directly in a row', hint: 'none between' },
] as const;

/** The steps of a funnel, left to right, and within what time and order they count. */
export function FunnelRows({ spec, onChange, faults }: Edit<FunnelSpec>) {
  const { steps } = spec;
  const setSteps = (next: FunnelSpec['steps'], typing?: string): void => onChange({ ...spec, steps: next }, typing);
  return (
    <>
      <Row label="Steps" fault={faultAt(faults, 'steps')}>
        {steps.map((step, index) => (
          <span key={index} className="flex max-w-full items-center gap-1">
            {index > 0 && <ChevronRight aria-hidden className="size-3.5 shrink-0 text-faint" />}
            <StepToken
              step={step}
              place={index + 1}
              name={`Step ${index + 1}`}
              isMain={index === 0}
              isInvalid={faultAt(faults, `steps.${index}`) !== undefined}
              onChange={(next, typing) => setSteps(withEntry(steps, index, next), typing)}
              onMove={{
                back: index > 0 ? () => setSteps(swapped(steps, index - 1)) : undefined,
                on: index < steps.length - 1 ? () => setSteps(swapped(steps, index)) : undefined,
              }}
              onRemove={steps.length > fewest ? () => setSteps(withEntry(steps, index, null)) : undefined}
            />
          </span>
        ))}
        {steps.length < most && (
          <EventPicker
            event={undefined}
            label={<Add>Step</Add>}
            hasAny={false}
            buttonClass={addClass}
            onChoose={(event) => event !== undefined && setSteps([...steps, { event }])}
          />
        )}
      </Row>
      <WithinRow {...{ spec, onChange, faults }} />
      <GroupRow
        by={spec.by}
        top={spec.top}
        most={1}
        mostGroups={20}
        events={steps[0]?.event === undefined ? [] : [steps[0].event]}
        faults={faults}
        onChange={(part) => onChange({ ...spec, ...part })}
      />
    </>
  );
}

function WithinRow({ spec, onChange, faults }: Edit<FunnelSpec>) {
  return (
    <Row label="Within" fault={faultAt(faults, 'window') ?? faultAt(faults, 'order')}>
      <Token aria-label="Time and order">
        <SpanPicker
          title="Time from the first step to the last"
          span={spec.window}
          offered={['1h', '24h', '7d', '14d', '30d', '90d']}
          onChoose={(window) => onChange({ ...spec, window })}
        />
        <ChoicePicker
          title="Order"
          label={orders.find(({ value }) => value === spec.order)?.label}
          buttonClass={segmentClass}
          panelClass="w-72"
          choices={orders}
          chosen={spec.order}
          onChoose={(order) => onChange({ ...spec, order })}
        />
      </Token>
    </Row>
  );
}

/** The entry at `index` and the one after it in each other's place. */
function swapped<T>(list: readonly T[], index: number): T[] {
  return [...list.slice(0, index), ...list.slice(index, index + 2).reverse(), ...list.slice(index + 2)];
}
