import { isDeepStrictEqual } from 'node:util';
import type { DashboardDoc } from '@/lib/model/dashboard';
import { isRecord } from '@/lib/model/is-record';
import { readDoc } from './read-doc';

/**
 * What is stored for a document that somebody saves: where it still has the text that stands in for an unreadable panel,
 * that panel as it was stored, in its new place. So an edit elsewhere loses nothing.
 */
export function keepUnreadable(doc: DashboardDoc, stored: unknown): unknown {
  const before = readDoc(stored);
  if (before.unreadable.size === 0) return doc;
  const panels = doc.panels.map((panel) => {
    const raw = before.unreadable.get(panel.id);
    const shown = before.doc.panels.find(({ id }) => id === panel.id);
    if (!isRecord(raw) || !isDeepStrictEqual({ ...panel, layout: null }, { ...shown, layout: null })) return panel;
    return isDeepStrictEqual(panel.layout, shown?.layout) ? raw : { ...raw, layout: panel.layout };
  });
  return { ...doc, panels };
}
