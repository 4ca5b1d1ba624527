import { useId } from 'react';
import { unitWords } from '@/app/_ui/explore/choice-words';
import { faultAt } from '@/app/_ui/explore/edit';
import { Card } from '@/app/_ui/kit/card';
import { Field, Input } from '@/app/_ui/kit/field';
import { ruleWords } from '@/lib/alerts/rule-words';
import type { FieldError } from '@/lib/errors/app-error';
import type { RuleDoc } from '@/lib/model/rule';
import { Choice } from './fields/choice';

type Props = { doc: RuleDoc; faults: readonly FieldError[]; onChange: (part: Partial<RuleDoc>) => void };

/** What the rule is called, when it fires in one sentence, and how its values are written. */
export function NameCard({ doc, faults, onChange }: Props) {
  const id = useId();
  const fault = faultAt(faults, 'name');
  return (
    <Card className="grid gap-3 px-4 py-3.5 sm:grid-cols-[minmax(0,1fr)_10rem] sm:px-5">
      <Field label="Name" htmlFor={id} hint={`${ruleWords(doc)}.`} error={fault}>
        <Input
          id={id}
          value={doc.name}
          maxLength={120}
          required
          autoComplete="off"
          aria-invalid={fault !== undefined}
          placeholder="What is wrong when it fires"
          className="text-base font-medium"
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </Field>
      <Choice
        id={`${id}-unit`}
        label="Written as"
        value={doc.unit}
        choices={unitWords}
        error={faultAt(faults, 'unit')}
        onChange={(unit) => onChange({ unit })}
      />
    </Card>
  );
}
