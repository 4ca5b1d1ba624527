import type { SavedChart } from '@/lib/model/saved-chart';
import { exploreHref } from './explore-link';
import { sqlHref } from '@/lib/dashboards/explore/sql-href';

/** Opens a saved chart where it can be changed; Explore then knows which one to save over. */
export function savedChartHref({ id, doc }: Pick<SavedChart, 'id' | 'doc'>, workspace: string): string {
  if (doc.spec.kind === 'sql') {
    const { range, sql } = doc.spec;
    return sqlHref({ workspace, sql, range, chart: doc.chart });
  }
  const { spec, chart, unit, title } = doc;
  return `${exploreHref({ workspace, spec, chart, unit, title })}&saved=${id}`;
}
