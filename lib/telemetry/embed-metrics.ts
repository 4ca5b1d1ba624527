import { Counter, Gauge, type Registry } from 'prom-client';

/** Charts by URL and pages of embeds. */
export function embedMetrics(registers: Registry[]) {
  return {
    embeds: {
      pages: new Counter({
        name: 'sightglass_embed_pages_total',
        help: 'Pages of embeds, by what opened them and whether they were shown',
        labelNames: ['by', 'result'],
        registers,
      }),
    },
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
