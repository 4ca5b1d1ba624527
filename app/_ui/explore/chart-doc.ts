import { questionWords } from '@/lib/dashboards/explore/explore-words';
import type { Question } from '@/lib/dashboards/explore/explore-kinds';
import type { PanelChart } from '@/lib/model/panel';
import type { SavedChartDoc } from '@/lib/model/saved-chart';

const longestTitle = 120;

export const titleOf = (question: Question): string =>
  (question.title ?? questionWords(question.spec)).slice(0, longestTitle);

/** The question as it is kept: with its title, its chart, and the field that a click on a group filters by. */
export function chartDoc(question: Question, chart: PanelChart): SavedChartDoc {
  const { spec, unit = 'count' } = question;
  const filterField = 'by' in spec ? spec.by[0] : undefined;
  return { title: titleOf(question), chart, unit, spec, ...(filterField !== undefined && { filterField }) };
}
