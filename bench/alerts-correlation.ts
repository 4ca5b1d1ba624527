import path from 'node:path';
import { correlate, emptyCorrelation } from '@/lib/incidents/correlate/correlate';
import { correlationShape } from '@/lib/incidents/correlate/correlation-shape';
import { topologyOf, type Topology } from '@/lib/incidents/correlate/topology';
import { minuteMs } from '@/lib/time/duration';
import { scorer, type AlertData } from './alerts-data';
import type { Figure } from './figures';

type RawAlert = {
  t: number;
  kind: string;
  entity: string;
  host?: string;
  peer?: string;
  name: string;
  cluster: string;
  /** The truth; only the scorer sees it. */
  fault: string;
};
type Scenario = {
  name: string;
  alerts: RawAlert[];
  topos: Record<string, { edges: { source: string; target: string }[] }>;
};
type Score = {
  falseMergePairs: number;
  pairRecall: number;
  misplacedAlerts: number;
  incidentsPerFault: number;
  faults: number;
  alerts: number;
};
type Scorer = {
  scenarios: (folder: string) => Scenario[];
  scoreGrouping: (groups: string[], truth: string[]) => Score;
};

/** Real alerts of injected faults, as they came, and in the variants that a time gap alone gets wrong. */
export async function measureCorrelation(data: AlertData): Promise<Figure[]> {
  const { scenarios, scoreGrouping } = await scorer<Scorer>(data, 'corr-score.mjs');
  const given = scenarios(path.join(data.folder, 'correlation'));
  const figures = given.map((scenario) => {
    const isOverlay = scenario.name.startsWith('overlay');
    return figure(scenario, scoreGrouping, isOverlay ? 'report only' : 'held');
  });
  const native = given.filter(({ name }) => name.startsWith('native'));
  return [
    ...figures,
    ...native.flatMap((scenario) => [
      figure(twoClusters(scenario), scoreGrouping, 'held'),
      figure(everyMinute(scenario), scoreGrouping, 'held'),
      figure({ ...scenario, name: `${scenario.name}, topology not declared`, topos: {} }, scoreGrouping, 'held'),
    ]),
  ];
}

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

function figure(scenario: Scenario, score: Scorer['scoreGrouping'], goal: 'held' | 'report only'): Figure {
  const began = performance.now();
  const groups = groupsOf(scenario);
  const micros = ((performance.now() - began) * 1_000) / scenario.alerts.length;
  const result = score(
    groups,
    scenario.alerts.map(({ fault }) => fault),
  );
  const isMet =
    result.falseMergePairs < 0.01 &&
    result.misplacedAlerts < 0.01 &&
    result.pairRecall >= 0.95 &&
    result.incidentsPerFault <= 1.2;
  return {
    what: `${scenario.name}: ${result.alerts} alerts, ${result.faults} faults`,
    measured: `false merges ${percent(result.falseMergePairs)}, misplaced ${percent(result.misplacedAlerts)}, recall ${percent(result.pairRecall)}, ${result.incidentsPerFault.toFixed(2)} incidents per fault, ${micros.toFixed(0)} µs per alert`,
    goal: goal === 'held' ? '< 1 %, < 1 %, ≥ 95 %, ≤ 1.2' : 'reported',
    ...(goal === 'held' ? { isMet } : {}),
  };
}

function groupsOf({ alerts, topos }: Scenario): string[] {
  const topology: Topology = topologyOf(
    Object.values(topos).flatMap(({ edges }) => edges.map(({ source, target }) => [source, target] as const)),
  );
  const groups = alerts.map(() => '');
  let correlation = emptyCorrelation;
  alerts.forEach((alert, index) => {
    const correlated = correlate(correlation, signalOfRaw(alert, index), { topology, shape: correlationShape });
    correlation = correlated.correlation;
    for (const { alertId, groupId } of correlated.placements) groups[Number(alertId)] = groupId;
  });
  return groups;
}

function signalOfRaw({ t, entity, host, peer, name, cluster }: RawAlert, index: number) {
  return {
    alertId: String(index),
    at: t,
    labels: {
      cluster,
      service: entity,
      alertname: name,
      ...(peer === undefined ? {} : { peer }),
      ...(host === undefined ? {} : { host }),
    },
    everyMs: 0,
    needsCorroboration: false,
  };
}

const byTime = (a: RawAlert, b: RawAlert) => a.t - b.t;

/** The same system twice, under two cluster labels, in trouble 90 s apart: names and times say nothing. */
function twoClusters(scenario: Scenario): Scenario {
  const twin = scenario.alerts.map((alert) => ({
    ...alert,
    t: alert.t + 90_000,
    cluster: `${alert.cluster} twin`,
    fault: `${alert.fault} twin`,
  }));
  return {
    ...scenario,
    name: `${scenario.name}, two clusters 90 s apart`,
    alerts: [...scenario.alerts, ...twin].sort(byTime),
  };
}

/** Metrics looked at once a minute, so that their alerts come in rounds. */
function everyMinute(scenario: Scenario): Scenario {
  const alerts = scenario.alerts.map((alert) =>
    alert.kind === 'metric' ? { ...alert, t: Math.ceil(alert.t / minuteMs) * minuteMs } : alert,
  );
  return { ...scenario, name: `${scenario.name}, metrics once a minute`, alerts: alerts.sort(byTime) };
}
