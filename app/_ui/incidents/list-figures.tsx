'use client';

import { useOpenIncidents } from '@/app/_data/incidents/incident-feed';
import { useWorkspace } from '@/app/_data/live-provider';
import { Card } from '@/app/_ui/kit/card';
import { cn } from '@/app/_ui/kit/class-names';
import { ViewLink } from '@/app/_ui/view/view-link';
import { severities } from '@/lib/model/severity';
import { ageText, severityLooks } from './incident-words';
import { defaultListView, listHref } from './list-view';

/** Mean times over the last days, ms; null while there is nothing to take the mean of. */
export type IncidentFigures = { days: number; mttaMs: number | null; mttrMs: number | null };

/** Open incidents by severity, live, and how quickly people have answered and resolved lately. */
export function ListFigures({ figures }: { figures: IncidentFigures }) {
  const workspace = useWorkspace();
  const open = Object.values(useOpenIncidents());
  const span = `in ${figures.days} days`;
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
            <span className="sr-only">open</span>
          </ViewLink>
        );
      })}
      <Figure name="To acknowledge" ms={figures.mttaMs} span={span} title="Mean time to acknowledge (MTTA)" />
      <Figure name="To resolve" ms={figures.mttrMs} span={span} title="Mean time to resolve (MTTR)" />
    </Card>
  );
}

type FigureProps = { name: string; ms: number | null; span: string; title: string };

function Figure({ name, ms, span, title }: FigureProps) {
  return (
    <div
      title={title}
      className="col-span-3 border-line px-3 py-3 max-md:border-t max-md:last:border-l sm:px-5 md:col-span-1 md:border-l"
    >
      <p className="truncate text-xs text-muted">{name}</p>
      <p className={cn('truncate text-2xl font-semibold tabular-nums', ms === null && 'text-faint')}>
        {ms === null ? '–' : ageText(ms)}
      </p>
      <p className="truncate text-2xs text-faint">{ms === null ? `Nothing yet ${span}` : `Mean ${span}`}</p>
    </div>
  );
}
