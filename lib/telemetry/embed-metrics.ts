import { Counter, Gauge, type Registry } from 'prom-client';

/** Charts by URL. */
export function embedMetrics(registers: Registry[]) {
  return {
    chartFiles: {
      made: new Counter({
        name: 'sightglass_chart_files_total',
        help: 'Charts asked for by URL, by form and whether they had to be made',
        labelNames: ['form', 'result'],
        registers,
      }),
      bytes: new Gauge({ name: 'sightglass_chart_file_bytes', help: 'Bytes held by charts that were made', registers }),
    },
  };
}
