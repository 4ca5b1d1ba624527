'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { refreshLabels } from '@/lib/dashboards/board/board-view';
import { rangeLabel, rangePresets } from '@/lib/dashboards/view/range-presets';
import type { DashboardDoc, Refresh } from '@/lib/model/dashboard';
import { Choice, Text } from './inputs';
import { VariablesEditor } from './variables-editor';

type Props = {
  doc: DashboardDoc;
  /** The workspace's. */
  timezone: string;
  onApply: (doc: Omit<DashboardDoc, 'panels'>) => void;
  onClose: () => void;
};

/** What a dashboard is called, what it shows when nobody says otherwise, and its variables. */
export function SettingsDialog({ doc, timezone, onApply, onClose }: Props) {
  const { panels: _panels, ...settings } = doc;
  const [draft, setDraft] = useState(settings);
  const [tags, setTags] = useState(doc.tags.join(', '));
  const set = (change: Partial<typeof draft>): void => setDraft({ ...draft, ...change });
  const apply = (): void => {
    const list = tags.split(',').map((tag) => tag.trim());
    const { description = '', timezone: zone = '', ...rest } = draft;
    onApply({
      ...rest,
      title: draft.title.trim(),
      tags: [...new Set(list.filter((tag) => tag !== ''))],
      ...(description.trim() !== '' && { description: description.trim() }),
      ...(zone !== '' && { timezone: zone }),
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Settings of the dashboard"
      className="sm:max-w-2xl"
    >
      <form
        className="mt-4 grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <div className="grid gap-3 sm:grid-cols-2">
          <Text id="settings-title" label="Title" value={draft.title} onChange={(title) => set({ title })} required />
          <Text id="settings-tags" label="Tags" value={tags} onChange={setTags} placeholder="shop, weekly" />
          <div className="sm:col-span-2">
            <Text
              id="settings-description"
              label="Description"
              value={draft.description ?? ''}
              onChange={(description) => set({ description })}
            />
          </div>
          <RangeChoice range={draft.range} onChange={(range) => set({ range })} timezone={timezone} />
          <Defaults draft={draft} timezone={timezone} onChange={set} />
        </div>
        <VariablesEditor variables={draft.variables} onChange={(variables) => set({ variables })} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Apply
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type Settings = Omit<DashboardDoc, 'panels'>;
type DefaultsProps = { draft: Settings; timezone: string; onChange: (change: Partial<Settings>) => void };

function Defaults({ draft, timezone, onChange: set }: DefaultsProps) {
  return (
    <>
      <Choice
        id="settings-refresh"
        label="Refresh"
        value={draft.refresh}
        onChange={(refresh) => set({ refresh: refresh as Refresh })}
      >
        {Object.entries(refreshLabels).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Choice>
      <Choice
        id="settings-timezone"
        label="Timezone"
        value={draft.timezone ?? ''}
        onChange={(zone) => set({ timezone: zone })}
      >
        <option value="">The workspace’s ({timezone})</option>
        {['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </Choice>
    </>
  );
}

type RangeProps = {
  range: DashboardDoc['range'];
  timezone: string;
  onChange: (range: DashboardDoc['range']) => void;
};

function RangeChoice({ range, timezone, onChange }: RangeProps) {
  const own = JSON.stringify(range);
  const presets = rangePresets.map(({ last, label }) => ({ value: JSON.stringify({ last }), label }));
  const isKnown = presets.some(({ value }) => value === own);
  return (
    <Choice
      id="settings-range"
      label="Range at first"
      value={own}
      onChange={(text) => onChange(JSON.parse(text) as DashboardDoc['range'])}
    >
      {!isKnown && <option value={own}>{rangeLabel(range, timezone)}</option>}
      {presets.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Choice>
  );
}
