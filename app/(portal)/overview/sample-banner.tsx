'use client';

import { usePolled } from '@/app/_ui/http/use-polled';
import { Card } from '@/app/_ui/kit/card';
import { SampleProgress } from '@/app/_ui/sample/sample-progress';
import type { SampleStatus } from '@/lib/model/sample';

/** While the sample's history is being loaded: how far it is. It goes away by itself. */
export function SampleBanner({ initial, workspace }: { initial: SampleStatus; workspace: string }) {
  const { value: sample } = usePolled('/api/sample', initial, { workspace, everyMs: 2_000 });
  if (sample.state !== 'loading') return null;
  return (
    <Card className="mt-4 grid gap-2 px-4 py-3">
      <p className="text-sm">
        <strong className="font-medium">The sample’s history is being loaded.</strong>{' '}
        <span className="text-muted">You can look around already; the newest flights come first.</span>
      </p>
      <SampleProgress sample={sample} />
    </Card>
  );
}
