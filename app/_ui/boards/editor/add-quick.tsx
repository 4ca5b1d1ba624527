'use client';

import { Compass } from 'lucide-react';
import { useState } from 'react';
import { useEventNames, useProperties } from '@/app/_data/catalog-query';
import { Button, buttonClass } from '@/app/_ui/kit/button';
import { exploreHref } from '@/lib/dashboards/explore/explore-link';
import { fieldLabel } from '@/lib/dashboards/view/filter-words';
import { placePanel } from '@/lib/dashboards/board/place-panel';
import { quickPanel, type QuickQuestion, type QuickShape } from '@/lib/dashboards/board/quick-panel';
import type { AddPanelProps } from './add-panel-props';
import { Choice, type ChoiceProps } from './inputs';

const shapes: Record<QuickShape, string> = {
  number: 'A number',
  trend: 'Over time',
  split: 'Over time, split by',
  ranking: 'Ranked by',
  spread: 'How values spread',
  events: 'The latest events',
};
const aggs: Record<QuickQuestion['agg'], string> = {
  count: 'How many',
  users: 'How many users',
  sum: 'Sum of',
  avg: 'Average of',
  p95: '95th percentile of',
};

/** The most frequent questions in a few choices; everything else is what Explore is for. */
export function AddQuick({ doc, workspace, boardId, onAdd }: AddPanelProps) {
  const names = useEventNames().items.map(({ name }) => name);
  const [event, setEvent] = useState<string | undefined>();
  const fields = useEventFields(event ?? names[0]);
  const [shape, setShape] = useState<QuickShape>('trend');
  const [agg, setAgg] = useState<QuickQuestion['agg']>('count');
  const [of, setOf] = useState('value');
  const [by, setBy] = useState<string | null>(null);
  const question: QuickQuestion = { event, shape, agg, of, by: by ?? fields.texts[0] ?? 'name' };
  const { hasMeasure, hasField, hasGroup } = partsOf(shape, agg);
  const panel = quickPanel(question);
  const add = (): void =>
    onAdd({ ...panel, id: panel.title.toLowerCase(), layout: placePanel(doc.panels, panel.chart) });
  return (
    <form
      className="grid gap-3 sm:grid-cols-2"
      onSubmit={(submit) => {
        submit.preventDefault();
        add();
      }}
    >
      <Choice id="quick-event" label="Event" value={event ?? ''} onChange={(name) => setEvent(name || undefined)}>
        <option value="">All events</option>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Choice>
      <Named
        id="quick-shape"
        label="Shown as"
        value={shape}
        names={shapes}
        onChange={(value) => setShape(value as QuickShape)}
      />
      {hasMeasure && (
        <Named
          id="quick-agg"
          label="Counting"
          value={agg}
          names={aggs}
          onChange={(value) => setAgg(value as typeof agg)}
        />
      )}
      {hasField && <Fields id="quick-of" label="Of" value={of} fields={fields.numbers} onChange={setOf} />}
      {hasGroup && <Fields id="quick-by" label="By" value={question.by} fields={fields.texts} onChange={setBy} />}
      <div className="mt-1 flex flex-wrap items-center justify-between gap-2 sm:col-span-2">
        <a
          href={`${exploreHref({ workspace, ...panel })}&board=${encodeURIComponent(boardId)}`}
          className={buttonClass({ variant: 'quiet' })}
        >
          <Compass aria-hidden />
          Build it in Explore
        </a>
        <Button type="submit" variant="primary">
          Add the panel
        </Button>
      </div>
    </form>
  );
}

/** Fields of an event: those that split, and those that can be summed up. */
function useEventFields(event: string | undefined): { texts: string[]; numbers: string[] } {
  const { items } = useProperties(event === undefined ? [] : [event]);
  const of = (isText: boolean): string[] =>
    items.filter(({ types }) => types.includes('text') === isText).map(({ field }) => field);
  return { texts: [...of(true), 'name', 'user'], numbers: ['value', ...of(false)] };
}

/** Which choices a question has. */
function partsOf(shape: QuickShape, agg: QuickQuestion['agg']) {
  const hasMeasure = shape !== 'events' && shape !== 'spread';
  const hasField = shape === 'spread' || (hasMeasure && agg !== 'count' && agg !== 'users');
  return { hasMeasure, hasField, hasGroup: shape === 'split' || shape === 'ranking' };
}

function Named({ names, ...choice }: Omit<ChoiceProps, 'children'> & { names: Record<string, string> }) {
  return (
    <Choice {...choice}>
      {Object.entries(names).map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Choice>
  );
}

function Fields({ fields, ...choice }: Omit<ChoiceProps, 'children'> & { fields: readonly string[] }) {
  const offered = [...new Set([...fields, choice.value])];
  return (
    <Choice {...choice}>
      {offered.map((field) => (
        <option key={field} value={field}>
          {fieldLabel(field)}
        </option>
      ))}
    </Choice>
  );
}
