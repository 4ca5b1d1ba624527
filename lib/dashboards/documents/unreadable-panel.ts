import { textPanelSchema, type DashboardPanel, type TextPanel } from '@/lib/model/dashboard';
import { bottomOf } from '@/lib/dashboards/board/place-panel';

type Unreadable = { raw: unknown; index: number; reason: string; above: readonly DashboardPanel[] };

const maxShown = 15_000;

/** What stands in for a stored panel that cannot be read: a text that says why and shows it, in the same place. */
export function unreadablePanel({ raw, index, reason, above }: Unreadable): TextPanel {
  const { shape } = textPanelSchema;
  const given: Record<string, unknown> = typeof raw === 'object' && raw !== null ? { ...raw } : {};
  const id = shape.id.safeParse(given.id).data;
  const isFree = id !== undefined && above.every((panel) => panel.id !== id);
  const stored = JSON.stringify(raw, null, 2).replaceAll('```', "'''");
  const shown = stored.length > maxShown ? `${stored.slice(0, maxShown)}\n…` : stored;
  return {
    type: 'text',
    id: isFree ? id : `unreadable-${index + 1}`,
    layout: shape.layout.safeParse(given.layout).data ?? { x: 0, y: bottomOf(above), w: 6, h: 6 },
    title: typeof given.title === 'string' ? given.title.slice(0, 120).trim() : '',
    markdown: `**This panel cannot be read.** ${reason}.\n\nIt is kept as it was stored:\n\n\`\`\`json\n${shown}\n\`\`\`\n`,
  };
}
