import { parseDuration } from '@/lib/time/duration';

/**
 * The link to the same page with another range, in the form that the page keeps its range in; null for pages without one,
 * and where the page cannot say it.
 */
export function rangeHref(path: string, search: string, last: string): string | null {
  const params = new URLSearchParams(search);
  if (path === '/overview') {
    for (const name of ['from', 'to']) params.delete(name);
    params.set('range', last);
  } else if (path === '/explore') {
    const spec = specOf(params.get('q'));
    if (!spec) return null;
    params.set('q', JSON.stringify({ ...spec, range: { last } }));
  } else if (/^\/dashboards\/[\w-]+$/.test(path)) {
    const span = spanOf(last);
    if (!span) return null;
    params.set('from', span.from);
    params.set('to', span.to);
  } else return null;
  return `${path}?${params.toString()}`;
}

function specOf(text: string | null): object | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

const calendar: Record<string, { from: string; to: string }> = {
  today: { from: 'now/d', to: 'now' },
  yesterday: { from: 'now-1d/d', to: 'now-1d/d' },
  week: { from: 'now/w', to: 'now' },
  month: { from: 'now/M', to: 'now' },
};

/** A range as Grafana writes it. */
function spanOf(last: string): { from: string; to: string } | null {
  return calendar[last] ?? (parseDuration(last) ? { from: `now-${last}`, to: 'now' } : null);
}
