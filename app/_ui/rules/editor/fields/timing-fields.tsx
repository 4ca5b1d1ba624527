'use client';

import { useId } from 'react';
import { Disclosed } from './disclosed';
import { Field } from '@/app/_ui/kit/field';
import { faultAt } from '@/app/_ui/explore/edit';
import { paceWords } from '@/lib/alerts/rule-words';
import { severityWords } from '@/lib/model/severity';
import type { FieldError } from '@/lib/errors/app-error';
import type { AbsentBehaviour, RuleDoc } from '@/lib/model/rule';
import { Choice } from './choice';
import { SpanInput } from './span-input';

type Props = { doc: RuleDoc; faults: readonly FieldError[]; onChange: (part: Partial<RuleDoc>) => void };

const delays = ['s', 'm', 'h', 'd'] as const;
const paces = ['event', '10s', '30s', '1m', '5m', '15m', '1h', '6h', '1d'];

/** How often it is asked, how long it has to hold, and how long it goes on. */
export function TimingFields({ doc, faults, onChange }: Props) {
  const id = useId();
  const choices = Object.fromEntries([...new Set([...paces, doc.every])].map((pace) => [pace, paceWords(pace)]));
  return (
    <>
      <Choice
        id={`${id}-every`}
        label="Evaluated"
        value={doc.every}
        choices={choices}
        error={faultAt(faults, 'every')}
        hint={doc.every === 'event' ? 'Decides within a second of an event that touches the question.' : undefined}
        onChange={(every) => onChange({ every })}
      />
      <div className="grid grid-cols-2 gap-3">
        <Field label="Fires after" htmlFor={`${id}-for`} hint="It has to hold this long" error={faultAt(faults, 'for')}>
          <SpanInput
            id={`${id}-for`}
            name="Fires after"
            value={doc.for}
            units={delays}
            canBeZero
            onChange={(next) => onChange({ for: next })}
          />
        </Field>
        <Field
          label="Keeps firing for"
          htmlFor={`${id}-keep`}
          hint="After it has ended"
          error={faultAt(faults, 'keepFiringFor')}
        >
          <SpanInput
            id={`${id}-keep`}
            name="Keeps firing for"
            value={doc.keepFiringFor}
            units={delays}
            canBeZero
            onChange={(keepFiringFor) => onChange({ keepFiringFor })}
          />
        </Field>
      </div>
    </>
  );
}

const behaviours: Record<AbsentBehaviour, string> = {
  ok: 'Nothing is wrong',
  alert: 'Fires',
  keep: 'Stays as it was',
  notify_once: 'Stays, and says so once',
};

/** What happens when there is nothing to judge by. */
export function AbsentFields({ doc, faults, onChange }: Props) {
  const id = useId();
  return (
    <Disclosed title="Without data, and on errors" isOpen={doc.noData !== 'ok' || doc.onError !== 'keep'}>
      <div className="grid grid-cols-2 gap-3">
        <Choice
          id={`${id}-data`}
          label="No data"
          value={doc.noData}
          choices={behaviours}
          error={faultAt(faults, 'noData')}
          onChange={(noData) => onChange({ noData })}
        />
        <Choice
          id={`${id}-error`}
          label="An error"
          value={doc.onError}
          choices={behaviours}
          error={faultAt(faults, 'onError')}
          onChange={(onError) => onChange({ onError })}
        />
      </div>
      {(doc.noData === 'alert' || doc.onError === 'alert') && (
        <Choice
          id={`${id}-severity`}
          label="Fires then as"
          value={doc.absentSeverity}
          choices={severityWords}
          onChange={(absentSeverity) => onChange({ absentSeverity })}
        />
      )}
    </Disclosed>
  );
}
