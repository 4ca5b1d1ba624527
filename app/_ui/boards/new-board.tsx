'use client';

import { LayoutTemplate, Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { ImportForm } from '@/app/_ui/editing/import-form';
import { Button } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Field, Input } from '@/app/_ui/kit/field';
import { Tabs } from '@/app/_ui/kit/tabs';
import type { Dashboard, DashboardDocInput } from '@/lib/model/dashboard';
import { createBoard, importBoard } from './board-calls';
import { FaultList } from './fault-list';

type Props = { workspace: string; starter: DashboardDocInput | null };

/** Makes a dashboard: empty, with the panels of the overview, or from a file. */
export function NewBoard({ workspace, starter }: Props) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<Error | null>(null);
  const attempt = async (work: () => Promise<Dashboard>, rest = ''): Promise<void> => {
    setBusy(true);
    setFault(null);
    try {
      const { id } = await work();
      router.push(`/dashboards/${id}?workspace=${workspace}${rest}`);
    } catch (error) {
      setFault(error instanceof Error ? error : new Error(String(error)));
      setBusy(false);
    }
  };
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        New dashboard
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title="New dashboard" className="sm:max-w-lg">
        <div className="mt-3">
          <Tabs
            label="How to begin"
            tabs={[
              {
                id: 'new',
                label: 'New',
                content: (
                  <TitleForm
                    starter={starter}
                    isBusy={isBusy}
                    onCreate={(doc) => void attempt(() => createBoard(workspace, doc), doc.panels ? '' : '&edit=1')}
                  />
                ),
              },
              {
                id: 'import',
                label: 'Import',
                content: (
                  <ImportForm
                    isBusy={isBusy}
                    onImport={(text, name) => void attempt(() => importBoard(workspace, text, name))}
                  />
                ),
              },
            ]}
          />
        </div>
        {fault && <FaultList failure={fault} />}
      </Dialog>
    </>
  );
}

type TitleProps = {
  starter: DashboardDocInput | null;
  isBusy: boolean;
  onCreate: (doc: DashboardDocInput) => void;
};

function TitleForm({ starter, isBusy, onCreate }: TitleProps) {
  const id = useId();
  const [title, setTitle] = useState('');
  const named = title.trim() === '' ? null : title.trim();
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onCreate({ title: named ?? 'Untitled' });
      }}
    >
      <Field label="Title" htmlFor={id}>
        <Input
          id={id}
          value={title}
          autoFocus
          maxLength={120}
          autoComplete="off"
          placeholder="Shop, day by day"
          onChange={(event) => setTitle(event.target.value)}
        />
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        {starter && (
          <Button
            disabled={isBusy}
            onClick={() => onCreate({ ...starter, title: named ?? starter.title })}
            title="The panels of the overview, to be changed as you like"
          >
            <LayoutTemplate aria-hidden className="text-faint" />
            Begin with the overview
          </Button>
        )}
        <Button type="submit" variant="primary" disabled={isBusy} aria-busy={isBusy}>
          Create it empty
        </Button>
      </div>
    </form>
  );
}
