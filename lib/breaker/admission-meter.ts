import type { Metrics } from '@/lib/telemetry/metrics';
import { admissionClasses, type AdmissionClass, type Refusal } from './admission';

export type AdmissionMeter = {
  limit(value: number): void;
  inFlight(value: number): void;
  queued(counts: Record<AdmissionClass, number>): void;
  waited(name: AdmissionClass, ms: number): void;
  refused(name: AdmissionClass, why: Refusal): void;
  pressure(level: number): void;
  refusals(): Record<AdmissionClass, number>;
  /** Of all classes. */
  total(): number;
};

/** Counts for the status page, and for the metrics if there are any. Labels are looked up once, not per call. */
export function createAdmissionMeter(metrics: Metrics['admission'] | undefined): AdmissionMeter {
  const refusals: Record<AdmissionClass, number> = { alert: 0, interactive: 0, live: 0, bulk: 0 };
  const waits = new Map(admissionClasses.map((name) => [name, metrics?.wait.labels({ class: name })]));
  const gauges = new Map(admissionClasses.map((name) => [name, metrics?.queued.labels({ class: name })]));
  return {
    limit: (value) => metrics?.limit.set(value),
    inFlight: (value) => metrics?.inFlight.set(value),
    queued: (counts) => {
      for (const [name, gauge] of gauges) gauge?.set(counts[name]);
    },
    waited: (name, ms) => waits.get(name)?.observe(ms / 1_000),
    refused: (name, why) => {
      refusals[name] += 1;
      metrics?.refused.inc({ class: name, reason: why });
    },
    pressure: (level) => metrics?.pressure.set(level),
    refusals: () => ({ ...refusals }),
    total: () => Object.values(refusals).reduce((sum, count) => sum + count, 0),
  };
}
