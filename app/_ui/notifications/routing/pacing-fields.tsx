'use client';

import { Field, Select } from '@/app/_ui/kit/field';
import type { FieldError } from '@/lib/errors/app-error';
import type { Policy } from '@/lib/model/routing';
import { reasonAt } from '../field-faults';
import { ListInput } from '../list-input';
import { SpanField } from '../span-field';

type Props = { policy: Policy; faults: readonly FieldError[]; onChange: (change: Partial<Policy>) => void };

/** What goes into one message, and how often there is one. */
export function PacingFields({ policy, faults, onChange }: Props) {
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 text-sm font-medium">How it is put together</legend>
      <GroupFields {...{ policy, faults, onChange }} />
      <div className="grid gap-3 sm:grid-cols-2">
        <SpanField
          id="policy-wait"
          label="Wait for more"
          hint="Before the first message."
          error={reasonAt(faults, 'groupWait')}
          value={policy.groupWait}
          onChange={(groupWait) => onChange({ groupWait })}
        />
        <SpanField
          id="policy-interval"
          label="Tell changes every"
          hint="At most so often."
          error={reasonAt(faults, 'groupInterval')}
          value={policy.groupInterval}
          onChange={(groupInterval) => onChange({ groupInterval })}
        />
        <SpanField
          id="policy-repeat"
          label="Say it again every"
          hint="While nothing changes."
          error={reasonAt(faults, 'repeatInterval')}
          value={policy.repeatInterval}
          onChange={(repeatInterval) => onChange({ repeatInterval })}
        />
      </div>
    </fieldset>
  );
}

function GroupFields({ policy: { groupBy }, faults, onChange }: Props) {
  const labelsError = reasonAt(faults, 'groupBy');
  return (
    <>
      <Field label="One message for" htmlFor="policy-group">
        <Select
          id="policy-group"
          value={groupBy === 'incident' ? 'incident' : 'labels'}
          onChange={(event) => onChange({ groupBy: event.target.value === 'incident' ? 'incident' : ['alertname'] })}
        >
          <option value="incident">each incident</option>
          <option value="labels">each set of label values</option>
        </Select>
      </Field>
      {groupBy !== 'incident' && (
        <Field
          label="Labels"
          htmlFor="policy-labels"
          hint="Separated by commas; without any, all alerts share one message."
          {...(labelsError !== undefined && { error: labelsError })}
        >
          <ListInput
            id="policy-labels"
            value={groupBy}
            isInvalid={labelsError !== undefined}
            placeholder="cluster, service"
            onChange={(labels) => onChange({ groupBy: labels })}
          />
        </Field>
      )}
    </>
  );
}
