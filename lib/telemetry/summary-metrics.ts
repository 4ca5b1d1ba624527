import { Counter, type Registry } from 'prom-client';

/** The summaries of days by property, which are made behind. */
export function summaryMetrics(registers: Registry[]) {
  return {
    days: new Counter({
      name: 'sightglass_summaries_days_total',
      help: 'Days that were summarised by a property, filters or a zone: made, refused because of too many values, or unsure and not used',
      labelNames: ['result'],
      registers,
    }),
    seconds: new Counter({
      name: 'sightglass_summaries_seconds_total',
      help: 'Time spent on summarising days',
      registers,
    }),
  };
}
