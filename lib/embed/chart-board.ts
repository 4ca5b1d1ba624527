import type { DashboardDoc } from '@/lib/model/dashboard';
import type { EmbedParameter } from '@/lib/model/embed';
import type { SavedChart } from '@/lib/model/saved-chart';

type How = { parameters: readonly EmbedParameter[]; isRangeChosen: boolean };

/** A saved chart as a dashboard that has only this panel, so that both are shown, filtered and kept live in one way. */
export function chartBoard({ doc }: SavedChart, { parameters, isRangeChosen }: How): DashboardDoc {
  return {
    title: doc.title,
    tags: [],
    panels: [
      {
        ...doc,
        type: 'chart',
        id: 'chart',
        layout: { x: 0, y: 0, w: 12, h: 5 },
        time: isRangeChosen ? 'dashboard' : 'own',
        isLive: true,
      },
    ],
    variables: variablesOf(parameters),
    range: doc.spec.range,
    timezone: doc.spec.timezone,
    refresh: 'live',
  };
}

/** Those without a field are parameters of its statement. */
function variablesOf(parameters: readonly EmbedParameter[]): DashboardDoc['variables'] {
  return parameters
    .filter(({ field }) => field === undefined)
    .map(({ name }) => ({ type: 'list', name, options: [], isMulti: true, default: [] }));
}
