'use client';

import { BellOff, BellRing, Compass, ExternalLink } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Chip } from '@/app/_ui/alerting/chip';
import { LabelChips } from '@/app/_ui/alerting/label-chips';
import { SeverityMark } from '@/app/_ui/alerting/severity-mark';
import { Badge } from '@/app/_ui/kit/badge';
import { cn } from '@/app/_ui/kit/class-names';
import { formatValue } from '@/lib/chart/format-number';
import type { Alert, Evidence } from '@/lib/model/incident';
import type { Unit } from '@/lib/model/panel';
import { thenHref } from './explore-then';
import { ageText } from './incident-words';
import { silenceHref } from './silence-href';
import { When } from './when';

export type AlertRowProps = {
  alert: Alert;
  evidence: Evidence | undefined;
  /** Names of labels that are said once for all alerts. */
  shared: ReadonlySet<string>;
  workspace: string;
  timezone: string;
  renderedAt: number;
  canHandle: boolean;
  isChosen: boolean;
  /** Absent where alerts cannot be chosen. */
  onChoose: (() => void) | undefined;
};

/** One alert: what fired, since when and why, and why it is here. */
export function AlertRow({ alert, shared, isChosen, onChoose, ...place }: AlertRowProps) {
  const { labels, severity, startsAt, endsAt, value, because, attachedBecause, annotations } = alert;
  const { alertname } = labels;
  const others = Object.fromEntries(
    Object.entries(labels).filter(([name]) => !shared.has(name) && name !== 'alertname' && name !== 'severity'),
  );
  const { timezone, renderedAt } = place;
  return (
    <li data-alert={alert.id} className={cn('flex gap-3 px-4 py-3 sm:px-5', isChosen && 'bg-accent-soft')}>
      {onChoose && (
        <input
          type="checkbox"
          aria-label={`Choose ${nameOf(alert)}`}
          checked={isChosen}
          onChange={onChoose}
          className="mt-1 size-4 shrink-0 accent-(--accent) print:hidden"
        />
      )}
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <SeverityMark severity={severity} />
          <span className="font-medium break-words">{alertname ?? 'Alert'}</span>
          <Badge tone={endsAt === null ? 'bad' : 'good'}>{endsAt === null ? 'Firing' : 'Over'}</Badge>
          <span className="text-xs text-muted sm:ml-auto">
            {endsAt === null ? (
              <>
                fired <When at={startsAt} {...{ timezone, renderedAt }} />
              </>
            ) : (
              <>
                fired <When at={startsAt} {...{ timezone, renderedAt }} />, for {ageText(endsAt - startsAt)}
              </>
            )}
          </span>
        </p>
        {(because !== '' || annotations['summary'] !== undefined) && (
          <p className="mt-1 text-sm break-words text-muted">{because === '' ? annotations['summary'] : because}</p>
        )}
        <LabelChips
          labels={others}
          before={value !== null && <Value value={value} unit={unitOf(place.evidence)} />}
          className="mt-1.5"
        />
        <div className="mt-1.5 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
          {attachedBecause.length > 0 && (
            <p className="text-xs break-words text-faint">Why it is here: {attachedBecause.join('; ')}</p>
          )}
          <Links alert={alert} {...place} />
        </div>
      </div>
    </li>
  );
}

/** Where limits could be drawn, what was judged is a value of the question; changes, silences and burn rates are in units of their own. */
const unitOf = (evidence: Evidence | undefined): Unit =>
  evidence !== undefined && evidence.lines.length > 0 ? evidence.unit : 'number';

const Value = ({ value, unit }: { value: number; unit: Unit }) => (
  <Chip>
    <span className="text-ink">value {formatValue(value, unit)}</span>
  </Chip>
);

const nameOf = ({ labels }: Alert): string => Object.values(labels).join(', ');

type LinksProps = Pick<AlertRowProps, 'alert' | 'evidence' | 'workspace' | 'canHandle'>;

function Links({ alert, evidence, workspace, canHandle }: LinksProps) {
  const { ruleId, generatorUrl, startsAt, endsAt, annotations } = alert;
  const runbook = annotations['runbook_url'];
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 text-xs print:hidden">
      {ruleId !== null && (
        <InnerLink href={`/alerts/${encodeURIComponent(ruleId)}?workspace=${workspace}`}>
          <BellRing aria-hidden />
          Rule
        </InnerLink>
      )}
      {evidence && (
        <InnerLink href={thenHref({ workspace, ...evidence }, startsAt)}>
          <Compass aria-hidden />
          Explore that time
        </InnerLink>
      )}
      {runbook !== undefined && isWeb(runbook) && <OuterLink href={runbook}>Runbook</OuterLink>}
      {endsAt === null && canHandle && (
        <InnerLink href={silenceHref(alert, workspace)}>
          <BellOff aria-hidden />
          Silence
        </InnerLink>
      )}
      {ruleId === null && generatorUrl !== null && isWeb(generatorUrl) && (
        <OuterLink href={generatorUrl}>Where it was computed</OuterLink>
      )}
    </p>
  );
}

const linkClass =
  'inline-flex items-center gap-1.5 rounded-sm text-accent-strong underline-offset-2 hover:underline [&_svg]:size-3.5';

const InnerLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} prefetch={false} className={linkClass}>
    {children}
  </Link>
);

const OuterLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <a href={href} target="_blank" rel="noreferrer" className={linkClass}>
    <ExternalLink aria-hidden />
    {children}
  </a>
);

/** Other systems say where they come from; only addresses of the web become links. */
const isWeb = (href: string): boolean => /^https?:\/\//i.test(href);
