'use client';

import { usePolled } from '@/app/_ui/http/use-polled';
import { callApi } from '@/app/_ui/http/call-api';
import { Card, CardHeader } from '@/app/_ui/kit/card';
import { Notice } from '@/app/_ui/kit/notice';
import { useNow } from '@/app/_ui/panels/use-now';
import type { BreakerStatus } from '@/lib/breaker/breakers';
import type { PortalReport } from '@/lib/http/portal-report';
import { BreakerRow } from './breaker-row';
import { HealthHistory } from './health-history';

type Props = { initial: PortalReport; workspace: string; canReset: boolean; renderedAt: number };

/** What the portal depends on, as it is now and as it was; asked again every few seconds while the page is on screen. */
export function HealthView({ initial, workspace, canReset, renderedAt }: Props) {
  const { value: report, fault, set } = usePolled('/api/status', initial, { workspace, everyMs: 2_000 });
  const now = useNow(renderedAt);
  const reset = async (name: string): Promise<void> => {
    const path = `/api/breakers/${encodeURIComponent(name)}/reset`;
    const after = await callApi<BreakerStatus>(path, { method: 'POST', workspace });
    set({ ...report, breakers: report.breakers.map((one) => (one.name === name ? after : one)) });
  };
  return (
    <div className="grid max-w-4xl gap-6">
      {fault !== null && (
        <Notice tone="bad" title="The portal does not say how it is">
          {fault} What you see is its last report.
        </Notice>
      )}
      <Card className="overflow-hidden">
        <CardHeader
          title="What the portal depends on"
          description="A part that fails five times in a row is left alone and looked at once a second (a channel: every 30 s), so that nobody waits for it."
          className="pb-3"
        />
        <ul className="divide-y divide-line border-t border-line">
          {report.breakers.map((breaker) => (
            <BreakerRow
              key={breaker.name}
              breaker={breaker}
              note={noteOf(report, breaker)}
              now={now}
              onReset={canReset && breaker.state !== 'closed' ? () => reset(breaker.name) : undefined}
            />
          ))}
        </ul>
      </Card>
      <HealthHistory breakers={report.breakers} startedAt={report.startedAt} now={now} />
    </div>
  );
}

/** What the part itself says, which is more than that it failed. */
function noteOf({ engine, store, spool }: PortalReport, { kind }: BreakerStatus): string | null {
  if (kind === 'engine' && engine.state !== 'ready') {
    const waiting = spool.pendingBytes > 0 ? ' Accepted events wait in the spool and are not lost.' : '';
    return `${engine.message ?? `The engine is ${engine.state}.`}${waiting}`;
  }
  return kind === 'store' && store.state === 'down' ? 'The store did not answer the last look.' : null;
}
