'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState, type FormEvent } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button, buttonClass } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { formText } from '@/app/_ui/kit/form-text';
import { Field, Input, Select } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import type { Dashboard, DashboardSummary } from '@/lib/model/dashboard';
import type { DialogProps } from './save-dialog';
import { useSaving } from './use-saving';

const brandNew = '';

/** Puts a question on a dashboard, one that is there or a new one. */
export function DashboardDialog({ asked, isLive, workspace, onClose }: DialogProps & { isLive: boolean }) {
  const [board, setBoard] = useState<string | null>(null);
  const [added, setAdded] = useState<Dashboard | null>(null);
  const { isBusy, fault, run } = useSaving();
  const { data, error } = useQuery({
    queryKey: ['dashboards', workspace],
    queryFn: () => callApi<{ dashboards: DashboardSummary[] }>('/api/dashboards', { method: 'GET', workspace }),
    staleTime: 0,
  });
  const boards = changeable(data?.dashboards ?? []);
  const chosen = board ?? boards[0]?.id ?? brandNew;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const panel = { ...asked, title: formText(form, 'title'), isLive };
    void run(async () => {
      const id = chosen === brandNew ? await made(workspace, formText(form, 'board'), asked) : chosen;
      const body = { method: 'POST', workspace, body: panel } as const;
      setAdded(await callApi<Dashboard>(`/api/dashboards/${id}/panels`, body));
    });
  };
  if (added) return <Added {...{ added, workspace, onClose }} />;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title="Add to a dashboard">
      <form onSubmit={submit} className="mt-4 grid gap-4">
        <Field label="Dashboard" htmlFor="board-id">
          <Select id="board-id" value={chosen} onChange={(event) => setBoard(event.target.value)}>
            {boards.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
            <option value={brandNew}>A new dashboard</option>
          </Select>
        </Field>
        {chosen === brandNew && (
          <Field label="Name of the dashboard" htmlFor="board-title">
            <Input id="board-title" name="board" required maxLength={120} placeholder="Weekly numbers" />
          </Field>
        )}
        <Field label="Title of the chart" htmlFor="panel-title">
          <Input id="panel-title" name="title" required maxLength={120} defaultValue={asked.title} />
        </Field>
        <Faults faults={[fault, error?.message]} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" aria-busy={isBusy} disabled={isBusy}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const changeable = (boards: readonly DashboardSummary[]) =>
  boards.filter(({ provisionedFrom }) => provisionedFrom === null);

function Faults({ faults }: { faults: readonly (string | null | undefined)[] }) {
  const said = faults.find(Boolean);
  return said ? <Notice tone="bad">{said}</Notice> : null;
}

/** The id of a new dashboard; its range is that of the question that it is made for. */
async function made(workspace: string, title: string, { spec }: DialogProps['asked']): Promise<string> {
  const body = { title, range: spec.range };
  return (await callApi<Dashboard>('/api/dashboards', { method: 'POST', workspace, body })).id;
}

type AddedProps = { added: Dashboard; workspace: string; onClose: () => void };

function Added({ added, workspace, onClose }: AddedProps) {
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Added"
      description={`It is on “${added.doc.title}” now.`}
    >
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Stay here</Button>
        <Link
          href={`/dashboards/${added.id}?workspace=${workspace}`}
          prefetch={false}
          className={buttonClass({ variant: 'primary' })}
        >
          Open the dashboard
        </Link>
      </div>
    </Dialog>
  );
}
