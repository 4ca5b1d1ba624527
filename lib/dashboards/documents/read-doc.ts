import type { FieldError } from '@/lib/errors/app-error';
import {
  dashboardDocSchema,
  dashboardPanelSchema,
  type DashboardDoc,
  type DashboardFault,
  type DashboardPanel,
} from '@/lib/model/dashboard';
import { tryInput, type Checked } from '@/lib/model/check-input';
import { isRecord } from '@/lib/model/is-record';
import { unreadablePanel } from './unreadable-panel';

export type ReadDoc = {
  doc: DashboardDoc;
  faults: DashboardFault[];
  /** By id: the stored form of the panels that a text panel stands in for. */
  unreadable: ReadonlyMap<string, unknown>;
};

/** Checking a big dashboard costs milliseconds, and the same few are read again and again. */
const known = new Map<string, ReadDoc>();
const maxKnown = 100;
const maxKnownLength = 200_000;

/**
 * A stored document in today's shape, whatever it was stored as: a panel that cannot be read becomes a text panel that
 * says so, anything else its default. Treat the result as frozen; it is shared.
 */
export function readDoc(stored: unknown): ReadDoc {
  const key = JSON.stringify(stored);
  const before = known.get(key);
  if (before) return before;
  const checked = tryInput(dashboardDocSchema, stored);
  const read =
    'value' in checked
      ? { doc: checked.value, faults: [], unreadable: new Map<string, unknown>() }
      : readInParts(stored, checked.faults);
  if (known.size >= maxKnown) known.clear();
  if (key.length <= maxKnownLength) known.set(key, read);
  return read;
}

function readInParts(stored: unknown, found: readonly FieldError[]): ReadDoc {
  const raw = isRecord(stored) ? stored : {};
  const reasons = new Map<number, FieldError>();
  const faults: DashboardFault[] = [];
  for (const fault of found) {
    const at = /^panels\.(\d+)/.exec(fault.path)?.[1];
    if (at === undefined) faults.push({ panelId: null, ...fault });
    else if (!reasons.has(Number(at))) reasons.set(Number(at), fault);
  }
  const { panels, unreadable } = readPanels(Array.isArray(raw.panels) ? raw.panels : [], reasons);
  for (const [id, { fault }] of unreadable) faults.push({ panelId: id, ...fault });
  return {
    doc: { ...readFrame(raw), panels },
    faults,
    unreadable: new Map([...unreadable].map(([id, { raw: panel }]) => [id, panel])),
  };
}

type Unreadable = Map<string, { raw: unknown; fault: FieldError }>;

function readPanels(
  raws: readonly unknown[],
  reasons: ReadonlyMap<number, FieldError>,
): { panels: DashboardPanel[]; unreadable: Unreadable } {
  const panels: DashboardPanel[] = [];
  const unreadable: Unreadable = new Map();
  for (const [index, raw] of raws.entries()) {
    const checked = readPanel({ raw, index, known: reasons.get(index), above: panels });
    if ('value' in checked) {
      panels.push(checked.value);
      continue;
    }
    const fault = checked.faults[0] ?? { path: `panels.${index}`, reason: 'It cannot be read' };
    const panel = unreadablePanel({ raw, index, reason: fault.reason, above: panels });
    panels.push(panel);
    unreadable.set(panel.id, { raw, fault });
  }
  return { panels, unreadable };
}

type Place = { raw: unknown; index: number; known: FieldError | undefined; above: readonly DashboardPanel[] };

function readPanel({ raw, index, known, above }: Place): Checked<DashboardPanel> {
  if (known) return { faults: [known] };
  const checked = tryInput(dashboardPanelSchema, raw);
  if (!('value' in checked)) return checked;
  // The schema of the whole looks at this only when everything else is in order.
  const { id } = checked.value;
  const isTwice = above.some((panel) => panel.id === id);
  return isTwice ? { faults: [{ path: `panels.${index}`, reason: `"${id}" is there twice` }] } : checked;
}

const { shape } = dashboardDocSchema;

/** All but the panels, part by part. */
function readFrame(raw: Record<string, unknown>): DashboardDoc {
  const description = shape.description.safeParse(raw.description).data;
  const timezone = shape.timezone.safeParse(raw.timezone).data;
  const variables = Array.isArray(raw.variables) ? raw.variables : [];
  const seen = new Set<string>();
  return {
    title: shape.title.safeParse(raw.title).data ?? 'Untitled dashboard',
    ...(description === undefined ? {} : { description }),
    tags: shape.tags.safeParse(raw.tags).data ?? [],
    panels: [],
    variables: variables
      .flatMap((variable) => shape.variables.safeParse([variable]).data ?? [])
      .filter(({ name }) => !seen.has(name) && seen.add(name)),
    range: shape.range.safeParse(raw.range).data ?? { last: '24h' },
    ...(timezone === undefined ? {} : { timezone }),
    refresh: shape.refresh.safeParse(raw.refresh).data ?? 'live',
  };
}
