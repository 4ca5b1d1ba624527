import type { SavedChart } from '@/lib/model/saved-chart';
import { exploreHref } from './explore-link';

/** Opens a saved chart where it can be changed; Explore then knows which one to save over. */
export function savedChartHref({ id, doc }: Pick<SavedChart, 'id' | 'doc'>, workspace: string): string {
  if (doc.spec.kind === 'sql') {
    const { range, sql } = doc.spec;
    const params = { workspace, ...('last' in range ? { range: range.last } : range), q: sql };
    return `/sql?${new URLSearchParams(params).toString()}`;
  }
  const { spec, chart, unit, title } = doc;
  return `${exploreHref({ workspace, spec, chart, unit, title })}&saved=${id}`;
}
