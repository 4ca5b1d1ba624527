'use client';

import type { ExploreSpec } from '@/lib/dashboards/explore/explore-kinds';
import type { Filter } from '@/lib/model/filter';
import { faultAt, type Edit } from './edit';
import { FilterList } from './filter-row';
import { FunnelRows } from './funnel-rows';
import { GroupRow } from './group-row';
import { MeasuresRow } from './measures-row';
import { eventOf, withNamedEvent, withoutNamedEvent } from './named-event';
import { PathsRows } from './paths-rows';
import { DistributionRows, HeatmapRows, TableRows } from './plain-rows';
import { RetentionRows } from './retention-rows';
import { Row } from './row';

/** The question in rows that read like a sentence: what is shown, where, and split by what. */
export function Builder({ spec, onChange, faults }: Edit) {
  return (
    <div className="divide-y divide-line py-1">
      <KindRows {...{ spec, onChange, faults }} />
      <WhereRow {...{ spec, onChange, faults }} />
      {(spec.kind === 'trend' || spec.kind === 'breakdown') && (
        <GroupRow
          by={spec.by}
          top={spec.top}
          other={spec.other}
          most={3}
          least={spec.kind === 'breakdown' ? 1 : 0}
          events={eventsOf(spec)}
          faults={faults}
          onChange={(part) => onChange({ ...spec, ...part })}
        />
      )}
    </div>
  );
}

function KindRows({ spec, onChange, faults }: Edit) {
  switch (spec.kind) {
    case 'trend':
    case 'total':
    case 'breakdown':
      return <MeasuresRow {...{ spec, onChange, faults }} />;
    case 'funnel':
      return <FunnelRows {...{ spec, onChange, faults }} />;
    case 'retention':
      return <RetentionRows {...{ spec, onChange, faults }} />;
    case 'paths':
      return <PathsRows {...{ spec, onChange, faults }} />;
    case 'distribution':
      return <DistributionRows {...{ spec, onChange, faults }} />;
    case 'heatmap':
      return <HeatmapRows {...{ spec, onChange, faults }} />;
    case 'table':
      return <TableRows {...{ spec, onChange, faults }} />;
  }
}

function WhereRow({ spec, onChange, faults }: Edit) {
  const isNamed = spec.kind === 'table' || spec.kind === 'distribution';
  const shown = isNamed ? withoutNamedEvent(spec.where) : spec.where;
  const event = isNamed ? eventOf(spec.where) : undefined;
  const set = (where: Filter[], typing?: string): void =>
    onChange({ ...spec, where: event === undefined ? where : withNamedEvent(where, event) }, typing);
  const at = (index: number): string => `where.${event === undefined ? index : index + 1}`;
  return (
    <Row label="Where" fault={faultAt(faults, 'where')}>
      <FilterList
        where={shown}
        events={eventsOf(spec)}
        onChange={set}
        isInvalid={(index) => faultAt(faults, at(index)) !== undefined}
      />
    </Row>
  );
}

/** The events that a question is about, each once; empty is any event. */
export function eventsOf(spec: ExploreSpec): string[] {
  if (spec.kind === 'table' || spec.kind === 'distribution')
    return [eventOf(spec.where)].filter((name) => name !== undefined);
  const parts = 'measures' in spec ? spec.measures : 'measure' in spec ? [spec.measure] : stepsOf(spec);
  return [...new Set(parts.flatMap(({ event }) => (event === undefined ? [] : [event])))];
}

function stepsOf(spec: Extract<ExploreSpec, { kind: 'funnel' | 'retention' | 'paths' }>) {
  if (spec.kind === 'funnel') return spec.steps;
  return spec.kind === 'retention' ? [spec.start, spec.back] : [spec.anchor];
}
