'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { Field, Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { TypedConfirm } from '@/app/_ui/kit/typed-confirm';
import { useAction } from '@/app/_ui/kit/use-action';
import { loadPage } from './load-page';

type Props = { workspace: { slug: string; name: string }; canRename: boolean; canRemove: boolean };

/** The workspace's name, and its end. */
export function WorkspaceCard({ workspace: { slug, name }, canRename, canRemove }: Props) {
  const router = useRouter();
  const [typed, setTyped] = useState(name);
  const { isBusy, fault, run } = useAction();
  const rename = () =>
    run(async () => {
      await callApi('/api/workspaces/current', { method: 'PATCH', workspace: slug, body: { name: typed } });
      router.refresh();
    });
  const remove = async (): Promise<void> => {
    await callApi('/api/workspaces/current', { method: 'DELETE', workspace: slug, body: { confirm: slug } });
    loadPage('/overview');
  };
  return (
    <Card className="max-w-xl">
      <CardHeader title="Workspace" description={`Its address is ${slug} and stays, so that links go on working.`} />
      <CardBody className="grid gap-3">
        <form
          className="flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void rename();
          }}
        >
          <div className="min-w-0 flex-1 basis-52">
            <Field label="Name" htmlFor="workspace-name">
              <Input
                id="workspace-name"
                value={typed}
                required
                maxLength={80}
                disabled={!canRename}
                onChange={(event) => setTyped(event.target.value)}
              />
            </Field>
          </div>
          {canRename && (
            <Button type="submit" disabled={isBusy || typed.trim() === name || typed.trim() === ''} aria-busy={isBusy}>
              Rename
            </Button>
          )}
        </form>
        {fault !== null && <Notice tone="bad">{fault}</Notice>}
        {canRemove && (
          <div>
            <TypedConfirm
              label="Delete this workspace"
              title={`Delete ${name}?`}
              description="Its events, dashboards, rules, incidents, keys and members are deleted for everybody, at once and for good. Only an archive made before brings them back."
              word={slug}
              confirm="Delete the workspace"
              action={remove}
            />
          </div>
        )}
      </CardBody>
    </Card>
  );
}
