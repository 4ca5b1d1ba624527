'use client';

import { FileUp } from 'lucide-react';
import { useId, useState } from 'react';
import { FaultList } from '@/app/_ui/boards/fault-list';
import { Button } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Field } from '@/app/_ui/kit/field';
import { Textarea } from '@/app/_ui/kit/textarea';
import type { ImportedRule } from '@/lib/model/rule';
import { importRules } from '../rule-calls';

type Props = { workspace: string; onImported: () => Promise<void>; onClose: () => void };

/** Takes rules in from a file: new ones are made, those of the same name become the next version. */
export function ImportDialog({ workspace, onImported, onClose }: Props) {
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<Error | null>(null);
  const [done, setDone] = useState<ImportedRule[] | null>(null);
  const run = async (text: string, name: string): Promise<void> => {
    setBusy(true);
    setFault(null);
    try {
      setDone(await importRules(workspace, text, name));
      await onImported();
    } catch (error) {
      setFault(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Import rules"
      description="A file of rules as they are exported, JSON or YAML. A rule of the same name becomes its next version."
      className="sm:max-w-lg"
    >
      {done ? (
        <Imported rules={done} onClose={onClose} />
      ) : (
        <ImportForm {...{ isBusy, fault }} onImport={(text, name) => void run(text, name)} />
      )}
    </Dialog>
  );
}

type FormProps = { isBusy: boolean; fault: Error | null; onImport: (text: string, name: string) => void };

function ImportForm({ isBusy, fault, onImport }: FormProps) {
  const id = useId();
  const [{ text, name }, setFile] = useState({ text: '', name: '' });
  const read = async (file: File | undefined): Promise<void> => {
    if (file) setFile({ text: await file.text(), name: file.name });
  };
  return (
    <form
      className="mt-4 grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onImport(text, name);
      }}
    >
      <label className="flex cursor-pointer items-center justify-center gap-2 rounded-md border border-dashed border-field px-3 py-4 text-sm text-muted hover:bg-hover focus-within:outline-2 focus-within:outline-accent">
        <FileUp aria-hidden className="size-4" />
        {name === '' ? 'Choose a JSON or YAML file' : name}
        <input
          type="file"
          accept=".json,.yaml,.yml,application/json"
          className="sr-only"
          onChange={(event) => void read(event.target.files?.[0])}
        />
      </label>
      <Field label="or paste it" htmlFor={id}>
        <Textarea
          id={id}
          rows={8}
          spellCheck={false}
          className="font-mono text-xs"
          value={text}
          onChange={(event) => setFile({ text: event.target.value, name: '' })}
        />
      </Field>
      {fault && <FaultList failure={fault} />}
      <Button
        type="submit"
        variant="primary"
        className="justify-self-end"
        disabled={isBusy || text.trim() === ''}
        aria-busy={isBusy}
      >
        Import
      </Button>
    </form>
  );
}

const doneWords: Record<ImportedRule['done'], string> = {
  created: 'made',
  updated: 'changed',
  unchanged: 'as it was',
  skipped: 'left alone',
};

function Imported({ rules, onClose }: { rules: readonly ImportedRule[]; onClose: () => void }) {
  return (
    <>
      <ul role="status" className="mt-4 divide-y divide-line text-sm">
        {rules.map(({ name, done, reason }) => (
          <li key={name} className="flex justify-between gap-3 py-1.5">
            <span className="min-w-0 wrap-anywhere">{name}</span>
            <span className="shrink-0 text-muted">
              {doneWords[done]}
              {reason !== undefined && `: ${reason}`}
            </span>
          </li>
        ))}
      </ul>
      <div className="mt-4 flex justify-end">
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </>
  );
}
