'use client';

import { Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Field, Input } from '@/app/_ui/kit/field';
import { Textarea } from '@/app/_ui/kit/textarea';
import { faultAt } from '@/app/_ui/explore/edit';
import type { FieldError } from '@/lib/errors/app-error';
import type { RuleDoc } from '@/lib/model/rule';

type Props = { doc: RuleDoc; faults: readonly FieldError[]; onChange: (part: Partial<RuleDoc>) => void };

/** What people read when it fires, and the labels by which it is routed. */
export function AboutFields({ doc, faults, onChange }: Props) {
  const id = useId();
  const { annotations } = doc;
  const note = (name: 'summary' | 'runbookUrl', text: string): void => {
    const { [name]: _, ...rest } = annotations;
    onChange({ annotations: text.trim() === '' ? rest : { ...rest, [name]: text } });
  };
  return (
    <>
      <Field
        label="Summary"
        htmlFor={`${id}-summary`}
        hint="The first line of what people get."
        error={faultAt(faults, 'annotations.summary')}
      >
        <Input
          id={`${id}-summary`}
          value={annotations.summary ?? ''}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => note('summary', event.target.value)}
        />
      </Field>
      <Field
        label="Runbook"
        htmlFor={`${id}-runbook`}
        hint="A link to what to do."
        error={faultAt(faults, 'annotations.runbookUrl')}
      >
        <Input
          id={`${id}-runbook`}
          type="url"
          inputMode="url"
          placeholder="https://"
          value={annotations.runbookUrl ?? ''}
          aria-invalid={faultAt(faults, 'annotations.runbookUrl') !== undefined}
          onChange={(event) => note('runbookUrl', event.target.value)}
        />
      </Field>
      <Field label="Description" htmlFor={`${id}-description`} hint="For those who look after this rule.">
        <Textarea
          id={`${id}-description`}
          rows={2}
          maxLength={1_000}
          value={doc.description ?? ''}
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </Field>
      <LabelFields {...{ doc, faults, onChange }} />
    </>
  );
}

type Row = [name: string, value: string];

function LabelFields({ doc, faults, onChange }: Props) {
  const [rows, setRows] = useState<Row[]>(() => Object.entries(doc.labels));
  const set = (next: Row[]): void => {
    setRows(next);
    onChange({ labels: Object.fromEntries(next.filter(([name]) => name.trim() !== '')) });
  };
  const fault = faultAt(faults, 'labels');
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">Labels</legend>
      {rows.map(([name, value], index) => (
        <div key={index} className="flex items-center gap-1.5">
          <Input
            aria-label={`Label ${index + 1}`}
            placeholder="team"
            value={name}
            autoComplete="off"
            onChange={(event) => set(rows.map((row, at) => (at === index ? [event.target.value, row[1]] : row)))}
          />
          <span className="text-faint">=</span>
          <Input
            aria-label={`Value of label ${index + 1}`}
            placeholder="shop"
            value={value}
            autoComplete="off"
            onChange={(event) => set(rows.map((row, at) => (at === index ? [row[0], event.target.value] : row)))}
          />
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label={`Remove label ${index + 1}`}
            onClick={() => set(rows.filter((_, at) => at !== index))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <Button variant="quiet" size="sm" className="justify-self-start" onClick={() => setRows([...rows, ['', '']])}>
        <Plus aria-hidden />
        Add a label
      </Button>
      {fault === undefined ? (
        <p className="text-xs text-faint">Policies route by them, beside the labels of each series.</p>
      ) : (
        <p role="alert" className="text-xs text-bad">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
