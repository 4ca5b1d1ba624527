'use client';

import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { Field, Input } from '@/app/_ui/kit/field';
import { useAction } from '@/app/_ui/kit/use-action';

/** How others see the user. */
export function NameCard({ initial, workspace }: { initial: string; workspace: string }) {
  const router = useRouter();
  const [saved, setSaved] = useState(initial);
  const [name, setName] = useState(initial);
  const { isBusy, fault, run } = useAction();
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const isDone = await run(() => callApi('/api/account', { method: 'PATCH', workspace, body: { name } }));
    if (!isDone) return;
    setSaved(name.trim());
    router.refresh();
  };
  return (
    <Card>
      <CardHeader title="Name" description="As others see it on incidents and in the audit log." />
      <CardBody>
        <form onSubmit={(event) => void save(event)} className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1 basis-52">
            <Field label="Name" htmlFor="name" {...(fault !== null && { error: fault })}>
              <Input
                id="name"
                value={name}
                maxLength={80}
                required
                autoComplete="name"
                onChange={(event) => setName(event.target.value)}
              />
            </Field>
          </div>
          <Button type="submit" disabled={isBusy || name.trim() === saved || name.trim() === ''} aria-busy={isBusy}>
            Save name
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
