'use client';

import { useState } from 'react';
import { Drawer } from '@/app/_ui/kit/drawer';
import { Field } from '@/app/_ui/kit/field';
import type { FieldError } from '@/lib/errors/app-error';
import type { Inhibition } from '@/lib/model/routing';
import { faultsWithin, reasonAt } from '../field-faults';
import { FormEnd } from '../form-end';
import { ListInput } from '../list-input';
import { MatchersField } from '../matchers-field';
import type { RecentAlerts } from '../use-recent-alerts';
import { inhibitionFaults } from './policy-faults';
import { inhibitionWords } from './routing-words';

type Props = {
  rule: Inhibition;
  isNew: boolean;
  recent: RecentAlerts;
  onDone: (rule: Inhibition) => void;
  onClose: () => void;
};

/** A rule of inhibition being made or changed, with its sentence below. */
export function InhibitionDialog({ isNew, recent, onDone, onClose, ...props }: Props) {
  const [rule, setRule] = useState(props.rule);
  const [faults, setFaults] = useState<readonly FieldError[]>([]);
  const equalError = reasonAt(faults, 'equal');
  const sides = ['source', 'target'].flatMap((side) => faults.filter(({ path }) => path === side));
  return (
    <Drawer
      title={isNew ? 'Keep alerts quiet' : 'Change the rule'}
      description="Nothing is lost: the alerts stay in their incidents, only nobody is told."
      onClose={onClose}
    >
      <form
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          const found = inhibitionFaults(rule);
          setFaults(found);
          if (found.length === 0) onDone(rule);
        }}
      >
        <MatchersField
          legend="While this fires"
          matchers={rule.source}
          recent={recent}
          faults={faultsWithin(faults, 'source')}
          onChange={(source) => setRule({ ...rule, source })}
        />
        <MatchersField
          legend="these are quiet"
          matchers={rule.target}
          recent={recent}
          faults={faultsWithin(faults, 'target')}
          onChange={(target) => setRule({ ...rule, target })}
        />
        <Field
          label="with the same"
          htmlFor="inhibition-equal"
          hint="Labels separated by commas; without any, all of them."
          {...(equalError !== undefined && { error: equalError })}
        >
          <ListInput
            id="inhibition-equal"
            value={rule.equal}
            placeholder="cluster, service"
            isInvalid={equalError !== undefined}
            onChange={(equal) => setRule({ ...rule, equal })}
          />
        </Field>
        <p className="rounded-md bg-sunken px-3 py-2 text-sm">{inhibitionWords(rule)}.</p>
        {sides.map(({ reason }) => (
          <p key={reason} role="alert" className="text-xs text-bad">
            {reason}
          </p>
        ))}
        <FormEnd done={isNew ? 'Add the rule' : 'Done'} onCancel={onClose} />
      </form>
    </Drawer>
  );
}
