import type { QuerySpecInput } from '@/lib/model/query-spec';
import { compactSpec, withDefaults } from './explore-defaults';
import { isExploreKind, type Question, type QuestionOrigin } from './explore-kinds';
import { exploreHref } from './explore-link';

export type QuestionPlace = { workspace: string; question: Question; origin?: QuestionOrigin };

/** The link of a question with all that the page knows about it; equal questions have equal links. */
export function questionHref({ workspace, question, origin = {} }: QuestionPlace): string {
  const { chart, unit, title, isLive } = question;
  const spec = compactSpec(question.spec) as unknown as QuerySpecInput;
  const rest = new URLSearchParams();
  if (!isLive) rest.set('live', 'off');
  for (const [name, value] of Object.entries(origin)) if (value) rest.set(name, value);
  const href = exploreHref({ workspace, spec, chart, unit, title });
  return rest.size > 0 ? `${href}&${rest.toString()}` : href;
}

/**
 * The question of a link that this page wrote itself, read in the browser: going back must not wait for the server. Links
 * from elsewhere are read by `parseExplore`, which checks every part. Null when the link holds no question.
 */
export function readOwnHref(search: string): Question | null {
  const params = new URLSearchParams(search);
  const spec = jsonOf(params.get('q'));
  if (spec === null || !isExploreKind(spec['kind'])) return null;
  const text = (name: string): string | undefined => params.get(name) ?? undefined;
  return {
    spec: withDefaults({ ...spec, kind: spec['kind'] }),
    chart: text('chart') as Question['chart'],
    unit: text('unit') as Question['unit'],
    title: text('title'),
    isLive: params.get('live') !== 'off',
  };
}

function jsonOf(text: string | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
