'use client';

import { Link2, Lock } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Badge } from '@/app/_ui/kit/badge';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { ConfirmButton } from '@/app/_ui/kit/confirm-button';
import { agoWords, shortAge } from '@/app/_ui/panels/relative-time';
import type { Embed, EmbedShareSummary } from '@/lib/model/embed';
import { createShare, revokeShare, type NewShare } from './embed-calls';
import { SecretNotice } from './secret-notice';
import { ShareDialog } from './share-dialog';

type Props = { embed: Embed; workspace: string; shares: readonly EmbedShareSummary[]; now: number };

/** Links that open the embed for whoever has them. */
export function SharesCard({ embed, workspace, shares, now }: Props) {
  const router = useRouter();
  const [link, setLink] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const create = async (share: NewShare): Promise<void> => {
    setLink((await createShare(workspace, embed.id, share)).link);
    setOpen(false);
    router.refresh();
  };
  const revoke = async (id: string): Promise<void> => {
    await revokeShare(workspace, embed.id, id);
    router.refresh();
  };
  return (
    <Card>
      <CardHeader
        title="Share links"
        description="Without a server of your own: whoever has the link sees it, until you end it."
        action={<Button onClick={() => setOpen(true)}>New link</Button>}
      />
      <CardBody className="grid gap-3">
        {link !== null && (
          <SecretNotice title="The link" secret={link} onClose={() => setLink(null)}>
            It is shown this once, as only a hash of it is kept.
          </SecretNotice>
        )}
        {shares.length === 0 && <p className="text-sm text-muted">No link yet.</p>}
        <ul className="grid gap-2">
          {shares.map((share) => (
            <ShareRow key={share.id} share={share} now={now} onRevoke={() => revoke(share.id)} />
          ))}
        </ul>
      </CardBody>
      {isOpen && (
        <ShareDialog
          locked={embed.settings.parameters.filter(({ mode }) => mode === 'locked').map(({ name }) => name)}
          now={now}
          onClose={() => setOpen(false)}
          onCreate={create}
        />
      )}
    </Card>
  );
}

type RowProps = { share: EmbedShareSummary; now: number; onRevoke: () => Promise<void> };

function ShareRow({ share, now, onRevoke }: RowProps) {
  const { name, hasPassword, expiresAt, revokedAt, lastUsedAt } = share;
  const isEnded = revokedAt !== null || (expiresAt !== null && expiresAt <= now);
  const Icon = hasPassword ? Lock : Link2;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-md border border-line px-3 py-2">
      <Icon aria-hidden className="size-4 shrink-0 text-faint" />
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{name}</p>
        <p className="truncate text-2xs text-muted">
          {hasPassword ? 'With a password' : 'Without a password'} ·{' '}
          {lastUsedAt === null ? 'never used' : `used ${agoWords(now - lastUsedAt)}`}
        </p>
      </div>
      {isEnded && <Badge>Ended</Badge>}
      {!isEnded && expiresAt !== null && <Badge tone="warn">Ends in {shortAge(expiresAt - now)}</Badge>}
      {!isEnded && (
        <ConfirmButton
          label="End"
          title={`End the link ${name}?`}
          description="It opens nothing any more, and pages that are open end within seconds. This cannot be undone."
          confirm="End the link"
          action={onRevoke}
        />
      )}
    </li>
  );
}
