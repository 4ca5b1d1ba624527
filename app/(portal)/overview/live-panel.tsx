'use client';

import { useLiveAnswer } from '@/app/_data/live-provider';
import { PanelCard, type PanelCardProps } from '@/app/_ui/panels/panel-card';
import { panelState } from '@/app/_ui/panels/panel-state';
import { groupFilter, toggleFilter, viewHref, type ViewPlace } from '@/lib/dashboards/view/view-links';
import type { AnswerData } from '@/lib/model/answer';
import type { QuerySpec } from '@/lib/model/query-spec';

type Props = Omit<PanelCardProps, 'state' | 'onRetry'> & { place: ViewPlace };

/** A panel that moves by itself while it is on screen. */
export function LivePanel(props: Props) {
  const { spark } = props.panel;
  return spark ? <WithSpark {...props} spark={spark} /> : <Plain {...props} />;
}

function Plain({ place, ...card }: Props) {
  const main = useLiveAnswer(card.panel.spec);
  return (
    <>
      <PanelCard {...card} state={panelState(main)} onRetry={main.retry} />
      {main.answer && <LinksWithoutScript field={card.panel.filterField} data={main.answer.data} place={place} />}
    </>
  );
}

function WithSpark({ place: _, spark, ...card }: Props & { spark: QuerySpec }) {
  const main = useLiveAnswer(card.panel.spec);
  const small = useLiveAnswer(spark);
  const retry = (): void => {
    main.retry();
    small.retry();
  };
  return <PanelCard {...card} state={panelState(main, small)} onRetry={retry} />;
}

/** Rows are buttons, which do nothing without script; there, these links filter in their place. */
function LinksWithoutScript({ field, data, place }: { field: string | undefined; data: AnswerData; place: ViewPlace }) {
  if (field === undefined || data.kind !== 'breakdown') return null;
  const groups = data.rows.filter((row) => !row.isOther).map((row) => row.group[0] ?? null);
  return (
    <noscript className="order-last col-span-12">
      <nav aria-label="Filter by a row" className="flex flex-wrap gap-2 text-sm">
        Filter:
        {groups.map((group) => (
          <a key={String(group)} href={viewHref(toggleFilter(place, groupFilter(field, group)))} className="underline">
            {group ?? 'not set'}
          </a>
        ))}
      </nav>
    </noscript>
  );
}
