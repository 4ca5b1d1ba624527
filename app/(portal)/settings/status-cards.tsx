'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { usePolled } from '@/app/_ui/http/use-polled';
import { Dot, type Tone } from '@/app/_ui/kit/badge';
import { Card } from '@/app/_ui/kit/card';
import { Notice } from '@/app/_ui/kit/notice';
import { Progress } from '@/app/_ui/kit/progress';
import { useNow } from '@/app/_ui/panels/use-now';
import { formatValue } from '@/lib/chart/format-number';
import { formatDuration } from '@/lib/time/duration';
import { ProvisionFaults } from './provision-faults';
import { engineWords } from './status-words';
import type { PortalReport as StatusReport } from '@/lib/http/portal-report';

type Props = { initial: StatusReport; workspace: string; renderedAt: number };

/** Engine, store, spool and streams as they are now; asked again every few seconds while the page is on screen. */
export function StatusCards({ initial, workspace, renderedAt }: Props) {
  const { value: report, fault } = usePolled('/api/status', initial, { workspace, everyMs: 3_000 });
  const now = useNow(renderedAt);
  return (
    <div className="grid grid-cols-1 gap-4">
      {fault !== null && (
        <Notice tone="bad" title="The status could not be read">
          {fault}
        </Notice>
      )}
      <ProvisionFaults provision={report.provision} />
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        <DriverCards report={report} now={now} />
        <LoadCards report={report} />
      </div>
      <Facts report={report} now={now} />
    </div>
  );
}

type Reported = { report: StatusReport; now: number };

function DriverCards({ report: { engine, store, spool }, now }: Reported) {
  const look = engineWords[engine.state];
  return (
    <>
      <StatusCard
        title="Engine"
        tone={look.tone}
        words={look.words}
        detail={engine.message ?? modeWords[engine.mode] ?? engine.mode}
      >
        for {formatDuration(Math.max(0, now - engine.since))}
      </StatusCard>
      <StatusCard
        title="Store"
        tone={store.state === 'ready' ? 'good' : 'bad'}
        words={store.state === 'ready' ? 'Ready' : 'Down'}
        detail={modeWords[store.mode] ?? store.mode}
      />
      <StatusCard
        title="Spool"
        tone={spool.pendingBytes > spool.limitBytes * 0.8 ? 'bad' : 'good'}
        words={spool.pendingBytes === 0 ? 'Empty' : `${formatValue(spool.pendingBytes, 'bytes')} waiting`}
        detail={`Accepted events that the engine has not taken yet, at most ${formatValue(spool.limitBytes, 'bytes')}`}
      >
        <Progress value={spool.pendingBytes / spool.limitBytes} label="How full the spool is" className="mt-2" />
      </StatusCard>
    </>
  );
}

function LoadCards({ report: { breakers, live, cache } }: { report: StatusReport }) {
  const away = breakers.filter(({ state }) => state !== 'closed');
  return (
    <>
      <StatusCard
        title="Circuit breakers"
        tone={away.length === 0 ? 'good' : 'bad'}
        words={away.length === 0 ? 'All closed' : `${away.map(({ label }) => label).join(', ')} left alone`}
        detail={away[0]?.lastFailure ?? 'Engine, store and channels are asked as ever'}
      >
        <Link href="/settings/health" className="text-accent-strong hover:underline">
          Health and history
        </Link>
      </StatusCard>
      <StatusCard
        title="Live streams"
        tone="good"
        words={`${live.viewers} ${live.viewers === 1 ? 'viewer' : 'viewers'}`}
        detail={`${live.questions} different questions are watched; each is asked once for all`}
      />
      <StatusCard
        title="Result cache"
        tone="neutral"
        words={hitRate(cache.hits, cache.misses)}
        detail={`${formatValue(cache.bytes, 'bytes')} of ${formatValue(cache.limitBytes, 'bytes')} in use${bucketWords(cache.buckets)}`}
      />
    </>
  );
}

function Facts({ report, now }: Reported) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-sm">
      <Fact name="Version">{report.version}</Fact>
      <Fact name="Running for">{formatDuration(Math.max(0, now - report.startedAt))}</Fact>
      <Fact name="Memory of the portal">{formatValue(report.memoryBytes, 'bytes')}</Fact>
      <Fact name="Data folder">
        <code className="font-mono text-xs break-all">{report.dataDir}</code>
      </Fact>
      {report.provision !== null && (
        <Fact name="From files">
          {report.provision.dashboards} dashboards and {report.provision.rules} rules from{' '}
          <code className="font-mono text-xs break-all">{report.provision.dir}</code>
        </Fact>
      )}
    </dl>
  );
}

const modeWords: Record<string, string> = {
  embedded: 'Embedded ClickHouse in a process of its own',
  clickhouse: 'ClickHouse server',
  mock: 'Mocked: no real numbers',
  pglite: 'Embedded PostgreSQL',
  postgres: 'PostgreSQL server',
};

function hitRate(hits: number, misses: number): string {
  return hits + misses === 0
    ? 'Not used yet'
    : `${formatValue((hits / (hits + misses)) * 100, 'percent')} from the cache`;
}

type CardProps = { title: string; tone: Tone; words: string; detail: string; children?: ReactNode };

function StatusCard({ title, tone, words, detail, children }: CardProps) {
  return (
    <Card className="px-4 py-3.5" data-status={title.toLowerCase()}>
      <h3 className="text-xs text-faint">{title}</h3>
      <p className="mt-1 flex items-center gap-2 font-medium">
        <Dot tone={tone} />
        {words}
      </p>
      <p className="mt-1 text-xs text-muted">{detail}</p>
      {children !== undefined && <div className="mt-1 text-xs text-faint">{children}</div>}
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

/** How much of their closed buckets trends found known. */
function bucketWords({ reused, asked }: StatusReport['cache']['buckets']): string {
  if (reused + asked === 0) return '';
  return `; ${formatValue((reused / (reused + asked)) * 100, 'percent')} of past time buckets were known`;
}
