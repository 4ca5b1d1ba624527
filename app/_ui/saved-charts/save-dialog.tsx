'use client';

import Link from 'next/link';
import { useState, type FormEvent } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button, buttonClass } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { formText } from '@/app/_ui/kit/form-text';
import { Field, Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { savedChartHref } from '@/lib/dashboards/explore/saved-chart-href';
import type { SavedChart, SavedChartDoc } from '@/lib/model/saved-chart';
import { useSaving } from './use-saving';

export type DialogProps = { asked: SavedChartDoc; workspace: string; onClose: () => void };

/** Keeps a question as a chart under a name. */
export function SaveDialog({ asked, workspace, onClose }: DialogProps) {
  const [saved, setSaved] = useState<SavedChart | null>(null);
  const { isBusy, fault, run } = useSaving();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const description = formText(data, 'description');
    const doc = {
      ...asked,
      title: formText(data, 'title'),
      ...(description !== '' && { description }),
    };
    void run(async () => setSaved(await callApi<SavedChart>('/api/charts', { method: 'POST', workspace, body: doc })));
  };
  if (saved) return <Saved {...{ saved, workspace, onClose }} />;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Save as a chart"
      description="Everybody in this workspace finds it under Charts."
    >
      <form onSubmit={submit} className="mt-4 grid gap-4">
        <Field label="Title" htmlFor="save-title">
          <Input id="save-title" name="title" required maxLength={120} defaultValue={asked.title} autoFocus />
        </Field>
        <Field label="Description" htmlFor="save-description" hint="What it is about, for those who find it later.">
          <Input id="save-description" name="description" maxLength={400} />
        </Field>
        {fault !== null && <Notice tone="bad">{fault}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" aria-busy={isBusy} disabled={isBusy}>
            Save the chart
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type SavedProps = { saved: SavedChart; workspace: string; onClose: () => void };

function Saved({ saved, workspace, onClose }: SavedProps) {
  const href = savedChartHref(saved, workspace);
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Saved"
      description={`“${saved.doc.title}” is kept.`}
    >
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Link href="/charts" prefetch={false} className={buttonClass()}>
          All charts
        </Link>
        <Link href={href} prefetch={false} className={buttonClass({ variant: 'primary' })} onClick={onClose}>
          Go on with it
        </Link>
      </div>
    </Dialog>
  );
}
