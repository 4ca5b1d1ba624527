'use client';

import type { RetentionSpec } from '@/lib/model/query-spec';
import { ChoicePicker } from './choice-picker';
import { faultAt, type Edit } from './edit';
import { Row } from './row';
import { StepToken } from './step-token';
import { segmentClass, Token } from './token';

const cohorts = [
  { value: 'first', label: 'for the first time', hint: 'one group each' },
  { value: 'any', label: 'at any time', hint: 'every group with it' },
] as const;
const periods = [
  { value: 'day', label: 'day by day' },
  { value: 'week', label: 'week by week' },
  { value: 'month', label: 'month by month' },
] as const;

/** Who starts, and what counts as coming back. */
export function RetentionRows({ spec, onChange, faults }: Edit<RetentionSpec>) {
  return (
    <>
      <Row label="Users who" fault={faultAt(faults, 'start') ?? faultAt(faults, 'cohort')}>
        <StepToken
          step={spec.start}
          name="Start"
          isMain
          onChange={(start, typing) => onChange({ ...spec, start }, typing)}
        />
        <Token aria-label="Which start counts">
          <ChoicePicker
            title="Which start counts"
            label={cohorts.find(({ value }) => value === spec.cohort)?.label}
            buttonClass={segmentClass}
            panelClass="w-72"
            choices={cohorts}
            chosen={spec.cohort}
            onChoose={(cohort) => onChange({ ...spec, cohort })}
          />
        </Token>
      </Row>
      <Row label="come back" fault={faultAt(faults, 'back') ?? faultAt(faults, 'period')}>
        <StepToken step={spec.back} name="Return" onChange={(back, typing) => onChange({ ...spec, back }, typing)} />
        <Token aria-label="Period">
          <ChoicePicker
            title="Period"
            label={periods.find(({ value }) => value === spec.period)?.label}
            buttonClass={segmentClass}
            choices={periods}
            chosen={spec.period}
            onChoose={(period) => onChange({ ...spec, period })}
          />
        </Token>
      </Row>
    </>
  );
}
