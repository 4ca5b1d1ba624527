import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { seconds } from './seconds';

/** What tells how people are told. */
export function notifyMetrics(registers: Registry[]) {
  return {
    notify: {
      deliveries: new Counter({
        name: 'sightglass_notify_deliveries_total',
        help: 'Attempts to send a message, by kind of channel and what came of it',
        labelNames: ['kind', 'result'],
        registers,
      }),
      duration: new Histogram({
        name: 'sightglass_notify_delivery_duration_seconds',
        help: 'Time of one attempt to send a message',
        labelNames: ['kind'],
        buckets: seconds,
        registers,
      }),
      waiting: new Gauge({
        name: 'sightglass_notify_waiting_messages',
        help: 'Messages of all workspaces that are not sent yet',
        registers,
      }),
      oldest: new Gauge({
        name: 'sightglass_notify_oldest_message_seconds',
        help: 'Age of the oldest message that is not sent yet',
        registers,
      }),
      heartbeats: new Counter({
        name: 'sightglass_notify_heartbeats_total',
        help: "Messages to dead man's switches",
        labelNames: ['result'],
        registers,
      }),
      failures: new Counter({
        name: 'sightglass_notify_failures_total',
        help: 'Looks at groups and ends of messages that could not be written',
        registers,
      }),
    },
  };
}

/** What tells how rules are judged. */
export function alertMetrics(registers: Registry[]) {
  return {
    alerts: {
      evaluationDuration: new Histogram({
        name: 'sightglass_alert_evaluation_duration_seconds',
        help: 'From asking for the rules that share a question to their decision being stored',
        buckets: seconds,
        registers,
      }),
      lag: new Histogram({
        name: 'sightglass_alert_evaluation_lag_seconds',
        help: 'From the moment a rule was due to its decision being stored',
        buckets: [...seconds, 30, 60, 300],
        registers,
      }),
      evaluations: new Counter({
        name: 'sightglass_alert_evaluations_total',
        help: 'Rules evaluated, by how it ended',
        labelNames: ['result'],
        registers,
      }),
      questions: new Counter({
        name: 'sightglass_alert_questions_total',
        help: 'Questions asked for rules; one that several rules share counts once',
        registers,
      }),
      firing: new Gauge({
        name: 'sightglass_alerts_firing',
        help: 'Alerts that fire now, in all workspaces',
        labelNames: ['severity'],
        registers,
      }),
    },
  };
}
