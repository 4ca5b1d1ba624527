'use client';

import { KeyRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { CopyButton } from '@/app/_ui/kit/copy-button';
import { Notice } from '@/app/_ui/kit/notice';
import { Tabs } from '@/app/_ui/kit/tabs';
import { keyPlaceholder, snippets } from './snippets';

type Props = { publicUrl: string; workspace: string; canManage: boolean };

/** Makes a write key and shows it once, inside examples that can be pasted as they are. */
export function SendGuide({ publicUrl, workspace, canManage }: Props) {
  const router = useRouter();
  const [key, setKey] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const create = async (): Promise<void> => {
    setBusy(true);
    setFault(null);
    try {
      const made = await callApi<{ key: string }>('/api/keys', {
        method: 'POST',
        workspace,
        body: { name: 'Write key', scopes: ['ingest'] },
      });
      setKey(made.key);
      router.refresh();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Step number={1} title="Make a write key" description="It can only send events. Nothing can be read with it.">
        {fault !== null && (
          <Notice tone="bad" className="mb-3">
            {fault}
          </Notice>
        )}
        {key === null ? (
          <Button variant="primary" disabled={!canManage || isBusy} aria-busy={isBusy} onClick={() => void create()}>
            <KeyRound aria-hidden />
            Create a write key
          </Button>
        ) : (
          <NewKey value={key} />
        )}
        {!canManage && <p className="mt-2 text-xs text-faint">Ask an admin of this workspace for a key.</p>}
      </Step>
      <Step number={2} title="Send an event" description="From a terminal, your server or a page.">
        <Snippets publicUrl={publicUrl} value={key ?? keyPlaceholder} />
      </Step>
    </>
  );
}

function NewKey({ value }: { value: string }) {
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <code
          data-testid="write-key"
          className="min-w-0 flex-1 truncate rounded-md border border-line bg-sunken px-3 py-1.5 font-mono text-sm"
        >
          {value}
        </code>
        <CopyButton text={value} label="Copy the key" />
      </div>
      <p className="text-xs text-warn">Copy it now: it is stored hashed and will not be shown again.</p>
    </div>
  );
}

function Snippets({ publicUrl, value }: { publicUrl: string; value: string }) {
  const tabs = snippets(publicUrl, value).map(({ id, label, code }) => ({
    id,
    label,
    content: (
      <div className="relative">
        <pre
          tabIndex={0}
          className="scroll-quiet overflow-x-auto rounded-md border border-line bg-sunken p-3 pb-12 font-mono text-xs leading-relaxed sm:pb-3"
        >
          {code}
        </pre>
        <div className="absolute right-2 bottom-2 sm:top-2 sm:bottom-auto">
          <CopyButton text={code} />
        </div>
      </div>
    ),
  }));
  return <Tabs label="Ways to send" tabs={tabs} />;
}

function Step({
  number,
  title,
  description,
  children,
}: {
  number: number;
  title: string;
  description: string;
  children: React.ReactNode;
}) {
  return (
    <Card>
      <CardHeader
        title={
          <>
            <span className="mr-2 text-accent">{number}</span>
            {title}
          </>
        }
        description={description}
      />
      <CardBody>{children}</CardBody>
    </Card>
  );
}
