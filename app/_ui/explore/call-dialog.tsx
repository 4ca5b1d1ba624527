'use client';

import { CopyButton } from '@/app/_ui/kit/copy-button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Tabs } from '@/app/_ui/kit/tabs';
import { compactSpec } from '@/lib/dashboards/explore/explore-defaults';
import type { Question } from '@/lib/dashboards/explore/explore-kinds';

/** The question as the API takes it. */
export function CallDialog({ question, onClose }: { question: Question; onClose: () => void }) {
  const spec = compactSpec(question.spec);
  const json = JSON.stringify(spec, null, 2);
  const curl = [
    `curl ${window.location.origin}/api/query \\`,
    `  -H 'authorization: Bearer <API key>' \\`,
    `  -d '${JSON.stringify(spec).replaceAll("'", "'\\''")}'`,
  ].join('\n');
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="This question through the API"
      description="A key belongs to one workspace. You find yours under Send data."
      className="sm:max-w-2xl"
    >
      <div className="mt-4">
        <Tabs
          label="Form"
          tabs={[
            { id: 'curl', label: 'curl', content: <Code text={curl} /> },
            { id: 'json', label: 'JSON', content: <Code text={json} /> },
          ]}
        />
      </div>
    </Dialog>
  );
}

function Code({ text }: { text: string }) {
  return (
    <div className="grid gap-2">
      <pre
        tabIndex={0}
        className="scroll-quiet max-h-80 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs leading-5"
      >
        {text}
      </pre>
      <div className="flex justify-end">
        <CopyButton text={text} />
      </div>
    </div>
  );
}
