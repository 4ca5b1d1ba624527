'use client';

import Link from 'next/link';
import { CodeBlock } from '@/app/_ui/kit/code-block';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Tabs } from '@/app/_ui/kit/tabs';
import { chartAddresses } from './chart-addresses';

type Props = { id: string; title: string; workspace: string; onClose: () => void };

/** Where a saved chart is to be had as a picture and as data. */
export function AddressDialog({ id, title, workspace, onClose }: Props) {
  const { preview, picture, markdown, curl } = chartAddresses({ origin: window.location.origin, id, title, workspace });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Picture and data by URL"
      description="The chart as it is saved, drawn anew whenever somebody asks. Size, theme, range and filters are parameters."
      className="sm:max-w-2xl"
    >
      <div className="mt-4 grid gap-4">
        {/* What the address answers, not a picture of this site that could be made smaller. */}
        {/* eslint-disable-next-line @next/next/no-img-element */}
        <img
          src={preview}
          alt={`The chart “${title}” as a picture`}
          width={640}
          height={300}
          className="h-auto w-full rounded-md border border-line bg-white"
        />
        <Tabs
          label="Form"
          tabs={[
            { id: 'picture', label: 'Picture', content: <CodeBlock text={picture} /> },
            { id: 'markdown', label: 'Markdown', content: <CodeBlock text={markdown} /> },
            { id: 'curl', label: 'curl', content: <CodeBlock text={curl} /> },
          ]}
        />
        <p className="text-xs text-muted">
          Whoever is signed in here sees it. Scripts send an API key that may ask questions (under Send data). For
          everybody else make a share link of an{' '}
          <Link
            href={`/settings/embeds?workspace=${workspace}&kind=chart&resource=${id}`}
            prefetch={false}
            className="text-accent-strong underline underline-offset-2"
          >
            embed
          </Link>{' '}
          and add its <code>?share=…</code> to the address.
        </p>
      </div>
    </Dialog>
  );
}
