'use client';

import { KeyRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Badge } from '@/app/_ui/kit/badge';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { ConfirmButton } from '@/app/_ui/kit/confirm-button';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import { agoWords, shortAge } from '@/app/_ui/panels/relative-time';
import type { Embed, EmbedKeySummary } from '@/lib/model/embed';
import { createKey, revokeKey, rotateKey, type MadeKey, type NewKey } from './embed-calls';
import { KeyDialog } from './key-dialog';
import { SecretNotice } from './secret-notice';

type Props = { embed: Embed; workspace: string; keys: readonly EmbedKeySummary[]; now: number };

/** The keys that sign tokens for this embed. Several may be in use at once, so that one can take another's place. */
export function KeysCard({ embed, workspace, keys, now }: Props) {
  const router = useRouter();
  const [made, setMade] = useState<MadeKey | null>(null);
  const [isOpen, setOpen] = useState(false);
  const { fault, run } = useAction();
  const shown = async (making: Promise<MadeKey>): Promise<void> => {
    setMade(await making);
    router.refresh();
  };
  const create = async (key: NewKey): Promise<void> => {
    await shown(createKey(workspace, key));
    setOpen(false);
  };
  const revoke = async (kid: string): Promise<void> => {
    await revokeKey(workspace, kid);
    router.refresh();
  };
  return (
    <Card>
      <CardHeader
        title="Signing keys"
        description="Your server signs a token with a key for each visitor, with the values that are locked."
        action={<Button onClick={() => setOpen(true)}>New key</Button>}
      />
      <CardBody className="grid gap-3">
        {fault !== null && <Notice tone="bad">{fault}</Notice>}
        {made !== null && made.secret !== null && (
          <SecretNotice title={`The secret of ${made.key.kid}`} secret={made.secret} onClose={() => setMade(null)}>
            It is shown this once. Keep it on your server, as SIGHTGLASS_EMBED_SECRET.
          </SecretNotice>
        )}
        {keys.length === 0 && <p className="text-sm text-muted">No key yet: no token opens this embed.</p>}
        <ul className="grid gap-2">
          {keys.map((key) => (
            <KeyRow
              key={key.kid}
              entry={key}
              now={now}
              onRotate={() => void run(() => shown(rotateKey(workspace, key.kid)))}
              onRevoke={() => revoke(key.kid)}
            />
          ))}
        </ul>
      </CardBody>
      {isOpen && <KeyDialog embedId={embed.id} onClose={() => setOpen(false)} onCreate={create} />}
    </Card>
  );
}

type RowProps = { entry: EmbedKeySummary; now: number; onRotate: () => void; onRevoke: () => Promise<void> };

function KeyRow({ entry, now, onRotate, onRevoke }: RowProps) {
  const { kid, name, algorithm, expiresAt, revokedAt, lastUsedAt } = entry;
  const isEnded = revokedAt !== null || (expiresAt !== null && expiresAt <= now);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-md border border-line px-3 py-2">
      <KeyRound aria-hidden className="size-4 shrink-0 text-faint" />
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{name}</p>
        <p className="truncate font-mono text-2xs text-muted" title={kid}>
          {kid} · {algorithm} · {lastUsedAt === null ? 'never used' : `used ${agoWords(now - lastUsedAt)}`}
        </p>
      </div>
      {isEnded && <Badge>Ended</Badge>}
      {!isEnded && expiresAt !== null && <Badge tone="warn">Ends in {shortAge(expiresAt - now)}</Badge>}
      {!isEnded && (
        <span className="flex gap-1">
          {algorithm === 'HS256' && expiresAt === null && (
            <Button size="sm" onClick={onRotate} title="Makes a new secret; this one goes on for a day">
              Rotate
            </Button>
          )}
          <ConfirmButton
            label="End"
            title={`End the key ${name}?`}
            description="Tokens that it signed open nothing any more, and pages that are open end within seconds. This cannot be undone."
            confirm="End the key"
            action={onRevoke}
          />
        </span>
      )}
    </li>
  );
}
