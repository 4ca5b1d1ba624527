'use client';

import { useOpenIncidents } from '@/app/_data/incidents/incident-feed';
import { useWorkspace } from '@/app/_data/live-provider';
import { severityLooks } from '@/app/_ui/alerting/severity-looks';
import { Card } from '@/app/_ui/kit/card';
import { cn } from '@/app/_ui/kit/class-names';
import { ViewLink } from '@/app/_ui/view/view-link';
import type { IncidentStats } from '@/lib/incidents/incident-view';
import { severities } from '@/lib/model/severity';
import { ageText } from './incident-words';
import { defaultListView, listHref } from './list-view';

type Figures = IncidentStats['all'];

/** Open incidents by severity, live, and how quickly people have answered and resolved lately. */
export function ListFigures({ figures, days }: { figures: Figures; days: number }) {
  const workspace = useWorkspace();
  const open = Object.values(useOpenIncidents());
  const span = `in ${days} days`;
  return (
    <Card className="mb-4 grid grid-cols-6 md:grid-cols-5">
      {severities.map((severity) => {
        const count = open.filter((one) => one === severity).length;
        const { word, icon: Icon, text } = severityLooks[severity];
        return (
          <ViewLink
            key={severity}
            href={listHref(workspace, { ...defaultListView, severity })}
            className="col-span-2 border-line px-3 py-3 transition-colors not-first:border-l hover:bg-hover sm:px-5 md:col-span-1"
          >
            <span className={cn('flex items-center gap-1.5 text-xs text-muted', count > 0 && text)}>
              <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2.1} />
              {word}
            </span>
            <span
              data-open={severity}
              className={cn('block text-2xl font-semibold tabular-nums', count > 0 ? text : 'text-faint')}
            >
              {count}
            </span>
            <span className="block text-2xs text-faint">open now</span>
          </ViewLink>
        );
      })}
      <Figure name="To acknowledge" of={figures.timeToAcknowledge} span={span} title="Median time to acknowledge" />
      <Figure name="To resolve" of={figures.timeToResolve} span={span} title="Median time to resolve" />
    </Card>
  );
}

type FigureProps = { name: string; of: Figures['timeToResolve']; span: string; title: string };

/** The median and not the mean, which one forgotten incident would decide alone. */
function Figure({ name, of: { median, p90 }, span, title }: FigureProps) {
  return (
    <div
      title={p90 === null ? title : `${title}; nine of ten within ${ageText(p90)}`}
      className="col-span-3 border-line px-3 py-3 max-md:border-t max-md:last:border-l sm:px-5 md:col-span-1 md:border-l"
    >
      <p className="truncate text-xs text-muted">{name}</p>
      <p className={cn('truncate text-2xl font-semibold tabular-nums', median === null && 'text-faint')}>
        {median === null ? '–' : ageText(median)}
      </p>
      <p className="truncate text-2xs text-faint">{median === null ? `Nothing yet ${span}` : `Median ${span}`}</p>
    </div>
  );
}
