'use client';

import { Mail } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Field, Input } from '@/app/_ui/kit/field';
import type { Role } from '@/lib/model/actor';
import { RoleSelect } from './role-select';
import { roleWords } from './role-words';

type Props = {
  choices: readonly Role[];
  isBusy: boolean;
  /** Resolves to whether it was done. */
  onInvite: (fields: { email: string; role: Role }) => Promise<boolean>;
};

export function InviteForm({ choices, isBusy, onInvite }: Props) {
  const [role, setRole] = useState<Role>('viewer');
  const [email, setEmail] = useState('');
  const invite = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await onInvite({ email, role })) setEmail('');
  };
  return (
    <form onSubmit={(event) => void invite(event)} className="flex flex-wrap items-end gap-3">
      <div className="min-w-0 flex-1 basis-56">
        <Field label="Email" htmlFor="invite-email">
          <Input
            id="invite-email"
            type="email"
            value={email}
            required
            maxLength={254}
            autoComplete="off"
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
      </div>
      <Field label="Role" htmlFor="invite-role">
        <RoleSelect id="invite-role" className="w-28" {...{ value: role, choices }} onChoose={setRole} />
      </Field>
      <Button type="submit" variant="primary" disabled={isBusy} aria-busy={isBusy}>
        <Mail aria-hidden />
        Invite
      </Button>
      <p className="w-full text-xs text-faint">{roleWords[role]}.</p>
    </form>
  );
}
