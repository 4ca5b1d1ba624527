import type { DashboardDoc } from '@/lib/model/dashboard';

/** A dashboard that is being edited: its saved state, the draft, and the way back and forth. */
export type EditState = {
  saved: { doc: DashboardDoc; version: number };
  doc: DashboardDoc;
  past: readonly DashboardDoc[];
  future: readonly DashboardDoc[];
};
export type EditAction =
  | { type: 'change'; change: (doc: DashboardDoc) => DashboardDoc }
  | { type: 'undo' }
  | { type: 'redo' }
  /** Starts again from a saved state. */
  | { type: 'reset'; doc: DashboardDoc; version: number };

const maxSteps = 100;

export const startEditing = (doc: DashboardDoc, version: number): EditState => ({
  saved: { doc, version },
  doc,
  past: [],
  future: [],
});

export function editReducer(state: EditState, action: EditAction): EditState {
  const { doc, past, future } = state;
  switch (action.type) {
    case 'change': {
      const next = action.change(doc);
      if (isSame(next, doc)) return state;
      return { ...state, doc: next, past: [...past, doc].slice(-maxSteps), future: [] };
    }
    case 'undo': {
      const last = past.at(-1);
      return last ? { ...state, doc: last, past: past.slice(0, -1), future: [doc, ...future] } : state;
    }
    case 'redo': {
      const [next, ...rest] = future;
      return next ? { ...state, doc: next, past: [...past, doc], future: rest } : state;
    }
    case 'reset':
      return startEditing(action.doc, action.version);
  }
}

export const isChanged = ({ doc, saved }: EditState): boolean => !isSame(doc, saved.doc);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
