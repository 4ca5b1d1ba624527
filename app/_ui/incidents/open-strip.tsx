'use client';

import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useOpenIncidents } from '@/app/_data/incidents/incident-feed';
import { useWorkspace } from '@/app/_data/live-provider';
import { severityLooks } from '@/app/_ui/alerting/severity-looks';
import { cn } from '@/app/_ui/kit/class-names';
import { highestSeverity, severities } from '@/lib/model/severity';

/** On other pages: that incidents are open, and the way to them. Nothing when all is quiet. */
export function OpenStrip() {
  const workspace = useWorkspace();
  const open = Object.values(useOpenIncidents());
  const worst = highestSeverity(open);
  if (worst === null) return null;
  const { icon: Icon, text } = severityLooks[worst];
  const counts = severities
    .map((severity) => ({ severity, count: open.filter((one) => one === severity).length }))
    .filter(({ count }) => count > 0);
  return (
    <Link
      href={`/incidents?workspace=${workspace}`}
      prefetch={false}
      className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-0.5 rounded-md border border-line bg-surface px-3 py-2 text-sm shadow-card transition-colors hover:bg-hover"
    >
      <span className={cn('flex items-center gap-2 font-semibold', text)}>
        <Icon aria-hidden className="size-4 shrink-0" strokeWidth={2.1} />
        {open.length === 1 ? '1 open incident' : `${open.length} open incidents`}
      </span>
      <span className="text-muted">
        {counts.map(({ severity, count }) => `${count} ${severityLooks[severity].word.toLowerCase()}`).join(', ')}
      </span>
      <ArrowRight aria-hidden className="ml-auto size-4 text-faint" />
    </Link>
  );
}
