'use client';

import { CodeBlock } from '@/app/_ui/kit/code-block';
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
            { id: 'curl', label: 'curl', content: <CodeBlock text={curl} /> },
            { id: 'json', label: 'JSON', content: <CodeBlock text={json} /> },
          ]}
        />
      </div>
    </Dialog>
  );
}
