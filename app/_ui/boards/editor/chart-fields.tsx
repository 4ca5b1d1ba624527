'use client';

import { fittingCharts } from '@/lib/chart/fitting-charts';
import { Field, Input } from '@/app/_ui/kit/field';
import { boardFields } from '@/lib/dashboards/board/board-fields';
import type { ChartPanel, DashboardDoc } from '@/lib/model/dashboard';
import type { PanelChart, Unit } from '@/lib/model/panel';
import { Choice } from './inputs';

const chartNames: Record<PanelChart, string> = {
  number: 'Number',
  line: 'Lines',
  area: 'Area',
  stacked: 'Stacked areas',
  columns: 'Columns',
  bars: 'Ranked bars',
  table: 'Table',
  histogram: 'Histogram',
  heatmap: 'Heat map',
  funnel: 'Funnel',
  flow: 'Flow',
  drivers: 'Drivers',
  events: 'Live events',
};
const unitNames: Record<Unit, string> = {
  count: 'Count (1.2k)',
  number: 'Number (1,234.5)',
  percent: 'Percent',
  ms: 'Milliseconds',
  minutes: 'Minutes',
  miles: 'Miles',
  bytes: 'Bytes',
  per_second: 'Per second',
};
const betterNames = { '': 'Neither good nor bad', higher: 'Good', lower: 'Bad' };

type Props = { panel: ChartPanel; doc: DashboardDoc; onChange: (panel: ChartPanel) => void };

/** How a chart is called, drawn, timed and kept up to date. */
export function ChartFields({ panel, doc, onChange }: Props) {
  const set = (change: Partial<ChartPanel>): void => onChange({ ...panel, ...change });
  const fit = fittingCharts(panel.spec.kind);
  const charts = fit.includes(panel.chart) ? fit : [panel.chart, ...fit];
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Names panel={panel} onChange={onChange} />
      <Options
        id="panel-chart"
        label="Chart"
        value={panel.chart}
        names={pick(chartNames, charts)}
        onChange={(chart) => set({ chart })}
      />
      <Options id="panel-unit" label="Unit" value={panel.unit} names={unitNames} onChange={(unit) => set({ unit })} />
      <Options
        id="panel-better"
        label="A rise is"
        value={panel.betterWhen ?? ''}
        names={betterNames}
        onChange={(better) => onChange(withOptional(panel, 'betterWhen', better))}
      />
      <FilterFieldInput panel={panel} doc={doc} onChange={onChange} />
      <Options
        id="panel-time"
        label="Time"
        value={panel.time}
        names={{ dashboard: 'Follows the dashboard', own: 'Keeps the range of its question' }}
        onChange={(time) => set({ time })}
      />
      <Options
        id="panel-live"
        label="Updates"
        value={panel.isLive ? 'live' : 'polled'}
        names={{ live: 'Live, with every event', polled: 'As often as the dashboard refreshes' }}
        onChange={(how) => set({ isLive: how === 'live' })}
      />
    </div>
  );
}

function Names({ panel, onChange }: Omit<Props, 'doc'>) {
  return (
    <>
      <Field label="Title" htmlFor="panel-title">
        <Input
          id="panel-title"
          required
          maxLength={120}
          autoComplete="off"
          value={panel.title}
          onChange={(event) => onChange({ ...panel, title: event.target.value })}
        />
      </Field>
      <Field label="Description" htmlFor="panel-description">
        <Input
          id="panel-description"
          maxLength={400}
          autoComplete="off"
          value={panel.description ?? ''}
          onChange={(event) => onChange(withOptional(panel, 'description', event.target.value))}
        />
      </Field>
    </>
  );
}

function FilterFieldInput({ panel, doc, onChange }: Props) {
  return (
    <Field label="A click filters by" htmlFor="panel-filter" hint="The field that a row or series belongs to.">
      <Input
        id="panel-filter"
        list="panel-fields"
        autoComplete="off"
        placeholder="properties.country"
        value={panel.filterField ?? ''}
        onChange={(event) => onChange(withOptional(panel, 'filterField', event.target.value))}
      />
      <datalist id="panel-fields">
        {boardFields(doc).map((field) => (
          <option key={field} value={field} />
        ))}
      </datalist>
    </Field>
  );
}

type OptionsProps<T extends string> = {
  id: string;
  label: string;
  value: T;
  names: Partial<Record<T, string>>;
  onChange: (value: T) => void;
};

function Options<T extends string>({ names, onChange, ...choice }: OptionsProps<T>) {
  return (
    <Choice {...choice} onChange={(value) => onChange(value as T)}>
      {Object.entries<string | undefined>(names).map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Choice>
  );
}

function pick(names: Record<PanelChart, string>, charts: readonly PanelChart[]): Partial<Record<PanelChart, string>> {
  return Object.fromEntries(charts.map((chart) => [chart, names[chart]]));
}

/** An empty text is "not said", which is the absence of the key. */
function withOptional(panel: ChartPanel, key: 'description' | 'betterWhen' | 'filterField', value: string): ChartPanel {
  const { [key]: _dropped, ...rest } = panel;
  return value === '' ? rest : { ...rest, [key]: value };
}
