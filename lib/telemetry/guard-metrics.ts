import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { seconds } from './seconds';

/** What stands between the portal and what it depends on: breakers and admission. */
export function guardMetrics(registers: Registry[]) {
  return {
    breaker: {
      state: new Gauge({
        name: 'sightglass_breaker_state',
        help: '0 closed, 1 half-open, 2 open',
        labelNames: ['name'],
        registers,
      }),
      openChannels: new Gauge({
        name: 'sightglass_breaker_open_channels',
        help: 'Channels whose messages are held because the last ones did not arrive',
        registers,
      }),
    },
    admission: {
      limit: new Gauge({
        name: 'sightglass_admission_limit',
        help: 'Calls that may be at the engine at once, by the latency measured lately',
        registers,
      }),
      inFlight: new Gauge({ name: 'sightglass_admission_in_flight', help: 'Calls at the engine', registers }),
      queued: new Gauge({
        name: 'sightglass_admission_queued',
        help: 'Calls that wait for their turn',
        labelNames: ['class'],
        registers,
      }),
      wait: new Histogram({
        name: 'sightglass_admission_wait_seconds',
        help: 'Time from asking to the turn of a call that was let in',
        labelNames: ['class'],
        buckets: seconds,
        registers,
      }),
      refused: new Counter({
        name: 'sightglass_admission_refused_total',
        help: 'Calls refused with overloaded: by estimate, at their deadline, or because too many wait',
        labelNames: ['class', 'reason'],
        registers,
      }),
      pressure: new Gauge({
        name: 'sightglass_admission_pressure',
        help: '1 is normal; 2, 4 and 8: so many seconds between refreshes of a chart',
        registers,
      }),
    },
  };
}
