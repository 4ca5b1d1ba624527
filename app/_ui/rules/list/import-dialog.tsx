'use client';

import { useState } from 'react';
import { FaultList } from '@/app/_ui/boards/fault-list';
import { ImportForm } from '@/app/_ui/editing/import-form';
import { Button } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
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
        <div className="mt-4">
          <ImportForm
            isBusy={isBusy}
            fault={fault && <FaultList failure={fault} />}
            onImport={(text, name) => void run(text, name)}
          />
        </div>
      )}
    </Dialog>
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
