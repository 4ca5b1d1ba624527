'use client';

import { useState } from 'react';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { CopyButton } from '@/app/_ui/kit/copy-button';
import type { Embed, EmbedKeySummary } from '@/lib/model/embed';
import { ChoiceTabs } from './choice-tabs';
import {
  iframeSnippet,
  imageSnippet,
  markdownSnippet,
  nodeSnippet,
  scriptSnippet,
  type SnippetInput,
} from './snippets';

type Props = { embed: Embed; workspace: string; keys: readonly EmbedKeySummary[]; publicUrl: string; now: number };

const forms = { node: 'Node', script: 'Script', iframe: 'Frame', image: 'Image', markdown: 'Markdown' } as const;
type Form = keyof typeof forms;
const writers: Record<Form, (input: SnippetInput) => string> = {
  node: nodeSnippet,
  script: scriptSnippet,
  iframe: iframeSnippet,
  image: imageSnippet,
  markdown: markdownSnippet,
};
const notes: Record<Form, string> = {
  node: 'Run it on your server with the secret in SIGHTGLASS_EMBED_SECRET: it prints the signed address for one visitor.',
  script: 'Put the signed address, or a share link, in the place of SIGNED_URL. The frame grows with what is in it.',
  iframe: 'For pages where no script may run: a frame of a fixed height.',
  image: 'A picture that follows the numbers, for mails and pages without frames. TOKEN is what Node signs.',
  markdown: 'The same picture for a README or a wiki.',
};

/** The code for another site, with this embed's own names in it. */
export function CodeCard({ embed, keys, publicUrl, now }: Props) {
  const [form, setForm] = useState<Form>('node');
  const usable = keys.filter((key) => key.revokedAt === null && (key.expiresAt === null || key.expiresAt > now));
  const { kind, resourceId, name: title, settings } = embed;
  const input: SnippetInput = {
    ...{ publicUrl, kind, resourceId, title, look: {} },
    parameters: settings.parameters,
    kid: usable.findLast(({ algorithm }) => algorithm === 'HS256')?.kid ?? null,
  };
  // Only a chart can be had as a picture.
  const { image: _i, markdown: _m, ...framed } = forms;
  const text = writers[form](input);
  return (
    <Card className="min-w-0">
      <CardHeader title="Code" description={notes[form]} action={<CopyButton text={text} />} />
      <CardBody className="grid min-w-0 gap-3">
        <div className="scroll-quiet overflow-x-auto">
          <ChoiceTabs
            label="Form"
            choices={kind === 'chart' ? forms : (framed as typeof forms)}
            chosen={form}
            onChoose={setForm}
          />
        </div>
        <pre
          tabIndex={0}
          aria-label="Code"
          className="scroll-quiet max-h-80 overflow-auto rounded-md bg-sunken px-3 py-2.5 font-mono text-xs leading-relaxed"
        >
          <code data-snippet={form}>{text}</code>
        </pre>
      </CardBody>
    </Card>
  );
}
