'use client';

import { Badge } from '@/app/_ui/kit/badge';
import { Button } from '@/app/_ui/kit/button';
import { ConfirmButton } from '@/app/_ui/kit/confirm-button';
import type { InvitationView } from '@/lib/model/access';

type Props = {
  invitation: InvitationView;
  words: string;
  isOver: boolean;
  mayChange: boolean;
  onResend: () => void;
  onRevoke: () => Promise<void>;
};

export function InvitationItem({ invitation, words, isOver, mayChange, onResend, onRevoke }: Props) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3" data-invitation={invitation.email}>
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex items-center gap-2 text-sm font-medium">
          <span className="truncate">{invitation.email}</span>
          <Badge tone={isOver ? 'warn' : 'neutral'}>{isOver ? 'ran out' : 'waits'}</Badge>
        </p>
        <p className="truncate text-xs text-muted">{words}</p>
      </div>
      {mayChange && (
        <div className="flex items-center gap-2">
          <Button size="sm" onClick={onResend}>
            New link
          </Button>
          <ConfirmButton
            label="Take back"
            title={`Take the invitation of ${invitation.email} back?`}
            description="Its link stops working at once. You can invite the address again at any time."
            confirm="Take back"
            action={onRevoke}
          />
        </div>
      )}
    </li>
  );
}
