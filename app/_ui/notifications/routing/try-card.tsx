'use client';

import { FlaskConical, Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { Field, Input, Select } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { asError } from '../field-faults';
import { tryRouting, type Tried } from '../notification-calls';
import type { RecentAlerts } from '../use-recent-alerts';
import type { ChannelRef } from './channel-ref';
import { TryResult } from './try-result';

type Props = {
  workspace: string;
  timezone: string;
  recent: RecentAlerts;
  channels: readonly ChannelRef[];
  isDirty: boolean;
};
type Label = { name: string; value: string };

/** What would become of an alert: which policies take it, who is told when, and what would hold it back. */
export function TryCard({ workspace, timezone, recent, channels, isDirty }: Props) {
  const [labels, setLabels] = useState<Label[]>([{ name: 'severity', value: 'critical' }]);
  const [tried, setTried] = useState<Tried | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const run = async (of: readonly Label[]): Promise<void> => {
    setBusy(true);
    setFault(null);
    try {
      setTried(await tryRouting(workspace, labelRecord(of)));
    } catch (thrown) {
      setFault(asError(thrown).message);
    } finally {
      setBusy(false);
    }
  };
  const take = (id: string): void => {
    const alert = recent.alerts.find((each) => each.id === id);
    if (!alert) return;
    const next = Object.entries(alert.labels).map(([name, value]) => ({ name, value }));
    setLabels(next);
    void run(next);
  };
  return (
    <Card className="px-4 py-4 sm:px-5 xl:sticky xl:top-18" aria-label="Try it">
      <h2 className="flex items-center gap-2 text-sm font-semibold">
        <FlaskConical aria-hidden className="size-4 text-accent" />
        Try it
      </h2>
      <p className="mt-0.5 text-sm text-muted">Nothing is sent. What would become of an alert with these labels?</p>
      <form
        className="mt-3 grid gap-2.5"
        onSubmit={(event) => {
          event.preventDefault();
          void run(labels);
        }}
      >
        <RecentChoice recent={recent} onTake={take} />
        <LabelRows labels={labels} recent={recent} onChange={setLabels} />
        <Button type="submit" variant="primary" className="justify-self-start" disabled={isBusy} aria-busy={isBusy}>
          Try these labels
        </Button>
      </form>
      <div aria-live="polite" className="grid gap-3 empty:hidden">
        {isDirty && tried && (
          <p className="mt-3 text-xs text-warn">Tried against what is saved, without your unsaved changes.</p>
        )}
        {fault !== null && (
          <Notice tone="bad" className="mt-3">
            {fault}
          </Notice>
        )}
        {fault === null && tried && <TryResult tried={tried} channels={channels} timezone={timezone} />}
      </div>
    </Card>
  );
}

const labelRecord = (labels: readonly Label[]): Record<string, string> =>
  Object.fromEntries(labels.filter(({ name }) => name !== '').map(({ name, value }) => [name, value]));

function RecentChoice({ recent, onTake }: { recent: RecentAlerts; onTake: (id: string) => void }) {
  const id = useId();
  if (recent.alerts.length === 0) return null;
  return (
    <Field label="Labels of a recent alert" htmlFor={id}>
      <Select id={id} value="" onChange={(event) => onTake(event.target.value)}>
        <option value="">Choose one, or write them below</option>
        {recent.alerts.slice(0, 30).map((alert) => (
          <option key={alert.id} value={alert.id}>
            {Object.entries(alert.labels)
              .map(([name, value]) => `${name}=${value}`)
              .join(', ')}
          </option>
        ))}
      </Select>
    </Field>
  );
}

type RowsProps = { labels: readonly Label[]; recent: RecentAlerts; onChange: (labels: Label[]) => void };

function LabelRows({ labels, recent, onChange }: RowsProps) {
  const id = useId();
  const put = (at: number, change: Partial<Label>): void =>
    onChange(labels.map((label, index) => (index === at ? { ...label, ...change } : label)));
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">Labels</legend>
      <datalist id={`${id}-names`}>
        {recent.names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {labels.map((label, at) => (
        <LabelRow
          key={at}
          id={id}
          at={at}
          label={label}
          values={recent.valuesOf(label.name)}
          onChange={(change) => put(at, change)}
          onRemove={() => onChange(labels.filter((_, index) => index !== at))}
        />
      ))}
      <Button
        size="sm"
        className="justify-self-start"
        onClick={() => onChange([...labels, { name: '', value: '' }])}
        disabled={labels.length >= 30}
      >
        <Plus aria-hidden />
        Add a label
      </Button>
    </fieldset>
  );
}

type RowProps = {
  id: string;
  at: number;
  label: Label;
  values: readonly string[];
  onChange: (change: Partial<Label>) => void;
  onRemove: () => void;
};

function LabelRow({ id, at, label: { name, value }, values, onChange, onRemove }: RowProps) {
  const shared = { className: 'font-mono text-xs', autoComplete: 'off', spellCheck: false };
  return (
    <div className="flex items-center gap-1.5">
      <Input
        aria-label={`Label ${at + 1}`}
        list={`${id}-names`}
        placeholder="label"
        value={name}
        onChange={(event) => onChange({ name: event.target.value.trim() })}
        {...shared}
      />
      <span aria-hidden className="text-faint">
        =
      </span>
      <Input
        aria-label={`Value ${at + 1}`}
        list={`${id}-values-${at}`}
        placeholder="value"
        value={value}
        onChange={(event) => onChange({ value: event.target.value })}
        {...shared}
      />
      <datalist id={`${id}-values-${at}`}>
        {values.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <Button variant="quiet" size="icon-sm" aria-label={`Remove label ${at + 1}`} onClick={onRemove}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
