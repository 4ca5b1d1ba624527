'use client';

import { useState } from 'react';
import { Drawer } from '@/app/_ui/kit/drawer';
import type { FieldError } from '@/lib/errors/app-error';
import type { Policy, Routing } from '@/lib/model/routing';
import { reasonAt, faultsWithin } from '../field-faults';
import { CheckLine } from '../check-line';
import { FormEnd } from '../form-end';
import { MatchersField } from '../matchers-field';
import { NameField } from '../name-field';
import { tidySpan } from '../span-field';
import type { RecentAlerts } from '../use-recent-alerts';
import { PacingFields } from './pacing-fields';
import { policyFaults } from './policy-faults';
import { QuietFields } from './quiet-fields';
import { StepsField } from './steps-field';

type Props = {
  policy: Policy;
  isNew: boolean;
  /** Names that others have. */
  taken: readonly string[];
  receivers: Routing['receivers'];
  recent: RecentAlerts;
  timezone: string;
  /** Of the last attempt to save, as this policy sees them. */
  faults: readonly FieldError[];
  onDone: (policy: Policy) => void;
  onClose: () => void;
};

/** A policy being made or changed. It becomes part of the draft when it is done, and of the portal when that is saved. */
export function PolicyDialog(props: Props) {
  const { isNew, taken, receivers, recent, timezone, onDone, onClose } = props;
  const [policy, setPolicy] = useState(props.policy);
  const [faults, setFaults] = useState(props.faults);
  const set = (change: Partial<Policy>): void => setPolicy({ ...policy, ...change });
  const done = (): void => {
    const tidy = tidied(policy);
    const found = policyFaults(tidy, taken);
    setFaults(found);
    if (found.length === 0) onDone(tidy);
  };
  return (
    <Drawer
      title={isNew ? 'New policy' : `Change “${props.policy.name}”`}
      description="Who is told of which alerts, and how often."
      onClose={onClose}
    >
      <form
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          done();
        }}
      >
        <NameField
          id="policy-name"
          value={policy.name}
          error={reasonAt(faults, 'name')}
          onChange={(name) => set({ name })}
        />
        <MatchersField
          legend="Alerts it is for"
          hint="All have to match; without any it takes every alert that comes this far. The severity is a label like any other."
          matchers={policy.matchers}
          recent={recent}
          faults={faultsWithin(faults, 'matchers')}
          onChange={(matchers) => set({ matchers })}
        />
        <StepsField steps={policy.steps} receivers={receivers} faults={faults} onChange={(steps) => set({ steps })} />
        <PacingFields policy={policy} faults={faults} onChange={set} />
        <QuietFields
          quiet={policy.quietHours}
          timezone={timezone}
          faults={faultsWithin(faults, 'quietHours')}
          onChange={(quietHours) => setPolicy(withQuiet(policy, quietHours))}
        />
        <CheckLine
          label="Look at the policies below it, too"
          hint="Otherwise the first policy that matches has the last word."
          isChecked={policy.continue}
          onChange={(goesOn) => set({ continue: goesOn })}
        />
        <FormEnd done={isNew ? 'Add the policy' : 'Done'} onCancel={onClose}>
          {faults.length > 0 && <span className="text-xs text-bad">Some fields need another look.</span>}
        </FormEnd>
      </form>
    </Drawer>
  );
}

function withQuiet(policy: Policy, quietHours: Policy['quietHours']): Policy {
  const { quietHours: _old, ...rest } = policy;
  return quietHours ? { ...rest, quietHours } : rest;
}

const tidied = (policy: Policy): Policy => ({
  ...policy,
  name: policy.name.trim(),
  groupWait: tidySpan(policy.groupWait),
  groupInterval: tidySpan(policy.groupInterval),
  repeatInterval: tidySpan(policy.repeatInterval),
  steps: policy.steps.map((step) => ({ ...step, after: tidySpan(step.after) })),
});
