import type { PanelChart, Unit } from '@/lib/model/panel';
import type { QuerySpecInput } from '@/lib/model/query-spec';

export type ExploreQuestion = {
  workspace: string;
  spec: QuerySpecInput;
  /** How it is drawn; what fits the kind best when absent. */
  chart?: PanelChart | undefined;
  unit?: Unit | undefined;
  title?: string | undefined;
};

/** The page that shows a question and lets it be changed. The question is in the link as JSON, so the link is the question. */
export function exploreHref({ workspace, spec, chart, unit, title }: ExploreQuestion): string {
  const params = new URLSearchParams({ workspace, q: JSON.stringify(spec) });
  for (const [name, value] of Object.entries({ chart, unit, title })) if (value) params.set(name, value);
  // Quotes and brackets stay readable where a query may hold them.
  const readable: Record<string, string> = { '%3A': ':', '%2C': ',', '%5B': '[', '%5D': ']', '%24': '$' };
  return `/explore?${params.toString().replace(/%(3A|2C|5B|5D|24)/g, (code) => readable[code] ?? code)}`;
}
