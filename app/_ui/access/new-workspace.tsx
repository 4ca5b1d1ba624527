'use client';

import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody } from '@/app/_ui/kit/card';
import { Field, Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import { loadPage } from './load-page';

/** Makes a workspace and goes there. */
export function NewWorkspace({ current }: { current: string }) {
  const [name, setName] = useState('');
  const { isBusy, fault, run } = useAction();
  const create = () =>
    run(async () => {
      const body = { name };
      const made = await callApi<{ slug: string }>('/api/workspaces', { method: 'POST', workspace: current, body });
      loadPage(`/overview?workspace=${made.slug}`);
    });
  return (
    <Card className="max-w-xl">
      <CardBody>
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void create();
          }}
        >
          <Field label="Name" htmlFor="new-workspace" hint="You own it, and can invite others afterwards.">
            <Input
              id="new-workspace"
              value={name}
              required
              maxLength={80}
              autoFocus
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          {fault !== null && <Notice tone="bad">{fault}</Notice>}
          <div>
            <Button type="submit" variant="primary" disabled={isBusy || name.trim() === ''} aria-busy={isBusy}>
              Create the workspace
            </Button>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
