import { correlate, emptyCorrelation, type Correlation } from '@/lib/incidents/correlate/correlate';
import { correlationShape } from '@/lib/incidents/correlate/correlation-shape';
import type { SeriesRow } from '@/lib/alerts/evaluate';
import { signalOf } from '@/lib/alerts/signal-of';
import type { RuleDoc } from '@/lib/model/rule';
import { dayMs, minuteMs } from '@/lib/time/duration';
import { linesOf, type AlertData } from './alerts-data';
import { anomalyRule, evaluateValues } from './alerts-rule';
import type { Figure } from './figures';

type Series = { service: string; metric: string; values: (number | null)[] };
type Data = { times: number[]; series: Series[] };
type World = { rows: Map<string, readonly SeriesRow[]>; correlation: Correlation; alerts: number; told: Set<string> };
type Change = (series: Series, index: number, value: number | null) => number | null;

/** Real services at work without a fault: what is told to people here is noise. Then faults are put in, so that silence alone is no merit. */
export function measurePetshop(data: AlertData): Figure[] {
  const all = readMetrics(data);
  const one = {
    ...all,
    series: all.series.filter(({ metric }) => !metric.startsWith('latency') || metric === 'latency p90'),
  };
  return [...healthy('all metrics', all), ...healthy('one latency per service', one), faults(all)];
}

function readMetrics(data: AlertData): Data {
  const [services = [], metrics = [], statistics = [], , ...rows] = linesOf(data, 'petshop-healthy/metrics.csv').map(
    (line) => line.split(','),
  );
  const series = services.slice(1).map((service, index) => ({
    service,
    metric: `${metrics[index + 1]} ${statistics[index + 1]}`,
    values: rows.map((row) => (row[index + 1] ? Number(row[index + 1]) : null)),
  }));
  return { times: rows.map(([seconds]) => Number(seconds) * 1_000), series };
}

function healthy(what: string, data: Data): Figure[] {
  let world = newWorld();
  data.times.forEach(
    (_, index) => (world = advance(world, data, { index, change: (_series, _index, value) => value })),
  );
  const days = ((data.times.at(-1) ?? 0) - (data.times[0] ?? 0)) / dayMs;
  const rate = (world.told.size / days / data.series.length) * 100;
  return [
    {
      what: `PetShop without a fault, ${what}: false incidents per day and 100 series`,
      measured: `${rate.toFixed(2)} (${world.told.size} in ${days.toFixed(1)} days, ${data.series.length} series; ${world.alerts} alerts in ${world.correlation.opened} groups, most told to nobody)`,
      goal: '≤ 1 (0.1)',
      isMet: rate <= 1,
    },
  ];
}

const newWorld = (): World => ({ rows: new Map(), correlation: emptyCorrelation, alerts: 0, told: new Set() });

/** One evaluation of a rule per metric, and correlation of what fired. */
function advance(before: World, { times, series }: Data, { index, change }: { index: number; change: Change }): World {
  const world = { ...before, rows: new Map(before.rows), told: new Set(before.told) };
  const at = times[index] ?? 0;
  for (const metric of new Set(series.map((one) => one.metric))) {
    const rule = anomalyRule(metric, '5m');
    const values = series
      .filter((one) => one.metric === metric)
      .map((one) => [one.service, change(one, index, one.values[index] ?? null)] as const);
    const evaluated = evaluateValues(rule, world.rows.get(metric) ?? [], { at, values, now: at + 5 * minuteMs });
    world.rows.set(metric, evaluated.rows);
    const fired = evaluated.transitions.filter(({ transition }) => transition.kind === 'fired');
    for (const { labels, transition } of fired) take(world, rule, { at: transition.at, labels });
  }
  return world;
}

function take(world: World, rule: RuleDoc, { at, labels }: { at: number; labels: Record<string, string> }): void {
  world.alerts += 1;
  const signal = signalOf(rule, { alertId: String(world.alerts), at, series: labels, severity: 'warning' });
  const { correlation } = correlate(world.correlation, signal, { topology: new Map(), shape: correlationShape });
  world.correlation = correlation;
  for (const group of correlation.groups) if (group.isCorroborated) world.told.add(group.id);
}

const faultRows = 6;
/** For half an hour three services take three times as long, at forty moments of the second day. */
function faults(data: Data): Figure {
  let state = 7;
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const slow = [...new Set(data.series.filter(isBusy).map(({ service }) => service))];
  const starts = Array.from({ length: 40 }, () => 300 + Math.floor(random() * 270)).sort((a, b) => a - b);
  let world = newWorld();
  let found = 0;
  let rows = 0;
  data.times.forEach((_, index) => {
    for (const start of starts.filter((one) => one === index)) {
      const hit = new Set([0, 1, 2].map(() => slow[Math.floor(random() * slow.length)] ?? ''));
      const after = inject(world, data, { start, hit });
      if (after !== null) {
        found += 1;
        rows += after;
      }
    }
    world = advance(world, data, { index, change: (_series, _index, value) => value });
  });
  return {
    what: 'the same with three services at three times their latency for 30 min: faults that became an incident',
    measured: `${found} of ${starts.length}, after ${((rows / Math.max(1, found)) * 5).toFixed(0)} min on average`,
  };
}

const isBusy = ({ metric, values }: Series) =>
  metric.startsWith('latency') && values.filter((value) => value !== null).length > values.length * 0.9;

/** Rows until an incident that was not there before is told; null when there is none. */
function inject(world: World, data: Data, { start, hit }: { start: number; hit: ReadonlySet<string> }): number | null {
  let changed = world;
  for (let row = 0; row < faultRows && start + row < data.times.length; row += 1) {
    changed = advance(changed, data, {
      index: start + row,
      change: ({ service, metric }, _index, value) =>
        value !== null && hit.has(service) && metric.startsWith('latency') ? value * 3 : value,
    });
    if (changed.told.size > world.told.size) return row + 1;
  }
  return null;
}
