import { hashKey, notifyManager, type QueryClient } from '@tanstack/react-query';
import type { IncidentSummary } from '@/lib/model/incident';
import type { LiveFrame, PortalStatus } from '@/lib/model/live-frame';
import { maxWatches } from '@/lib/model/live-frame';
import type { QuerySpec } from '@/lib/model/query-spec';
import { LiveConnection, type Connection, type StreamLike } from './live-connection';
import { LivePanel } from './live-panel';
import { liveUrl } from './live-url';
import { panelKey, type PanelState } from './panel-query';
import { scheduleFrame, type Schedule } from './schedule-frame';

export type LiveStoreOptions = {
  queryClient: QueryClient;
  /** Slug. */
  workspace: string;
  url?: string;
  /** When the incidents of the page were looked up, Unix ms; the first stream tells what changed since. */
  incidentsAsOf?: number | undefined;
  openStream?: (url: string) => StreamLike;
  random?: () => number;
  now?: () => number;
  schedule?: Schedule;
};

/** What a panel knows of its stream besides its numbers. */
export type PanelView = { isLive: boolean; lastUpdateAt: number | null };
export type PortalView = { connection: Connection; status: PortalStatus | null };

type Entry = { panel: LivePanel; view: PanelView; uses: number; isChanged: boolean };

/** Long enough for all panels of a page to mount, short enough not to be seen. */
const settleMs = 120;
const idleView: PanelView = { isLive: false, lastUpdateAt: null };

/**
 * All panels of a tab on one stream. Frames change the panels at once; the cache, and with it the screen, follows with the
 * next animation frame, so a burst of patches is drawn once.
 */
export class LiveStore {
  private readonly entries = new Map<string, Entry>();
  private readonly ids = new Map<string, string>();
  private readonly listeners = new Set<() => void>();
  private readonly incidentListeners = new Set<(incident: IncidentSummary) => void>();
  private readonly connection: LiveConnection;
  private portalView: PortalView = { connection: 'connecting', status: null };
  private settle: ReturnType<typeof setTimeout> | null = null;
  private cancelFlush: (() => void) | null = null;
  private isStarted = false;
  private hasBeenLive = false;

  constructor(private readonly options: LiveStoreOptions) {
    this.connection = new LiveConnection({
      openStream: options.openStream ?? ((url) => new EventSource(url)),
      url: () => this.url(),
      onFrame: (frame) => this.onFrame(frame),
      onConnection: (connection) => this.onConnection(connection),
      random: options.random ?? Math.random,
    });
  }

  /** Opens the stream; the returned function closes it. */
  start(): () => void {
    this.isStarted = true;
    this.resettle();
    return () => {
      this.isStarted = false;
      if (this.settle !== null) clearTimeout(this.settle);
      this.settle = null;
      this.cancelFlush?.();
      this.cancelFlush = null;
      this.connection.stop();
    };
  }

  /** Keeps the panel of a question up to date until the returned function is called. */
  register(spec: QuerySpec): () => void {
    const id = this.idOf(spec);
    let entry = this.entries.get(id);
    if (!entry) {
      entry = { panel: new LivePanel(id, spec, this.cached(spec)), view: idleView, uses: 0, isChanged: false };
      this.entries.set(id, entry);
      this.resettle();
    }
    entry.uses += 1;
    return () => this.release(entry);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Hears of incidents of the workspace as they open and change. */
  onIncident = (listener: (incident: IncidentSummary) => void): (() => void) => {
    this.incidentListeners.add(listener);
    return () => this.incidentListeners.delete(listener);
  };

  viewOf(spec: QuerySpec): PanelView {
    return this.entries.get(this.idOf(spec))?.view ?? idleView;
  }

  portal = (): PortalView => this.portalView;

  /** It stays until the set settles: a panel that is only moved on the page goes on where it was. */
  private release(entry: Entry): void {
    entry.uses -= 1;
    if (entry.uses === 0) this.resettle();
  }

  private resettle(): void {
    if (!this.isStarted) return;
    if (this.settle !== null) clearTimeout(this.settle);
    this.settle = setTimeout(() => {
      this.settle = null;
      for (const [id, entry] of this.entries) if (entry.uses === 0) this.entries.delete(id);
      this.connection.open();
    }, settleMs);
  }

  private url(): string {
    const panels = [...this.entries.values()].slice(0, maxWatches).map(({ panel }) => panel);
    for (const panel of panels) panel.adopt(this.cached(panel.spec));
    const { url = '/api/live', workspace, incidentsAsOf } = this.options;
    const watches = panels.map((panel) => panel.request());
    return liveUrl(url, { workspace, watches, incidents: this.hasBeenLive ? undefined : incidentsAsOf });
  }

  private cached(spec: QuerySpec): PanelState | undefined {
    return this.options.queryClient.getQueryData<PanelState>(panelKey(this.options.workspace, spec));
  }

  /** The same in every tab that shows the question: viewers with equal ids share the server's frames, byte for byte. */
  private idOf(spec: QuerySpec): string {
    const text = hashKey([spec]);
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    let id = shortHash(text);
    while ([...this.ids.values()].includes(id)) id += 'x';
    this.ids.set(text, id);
    return id;
  }

  private onFrame(frame: LiveFrame): void {
    if (frame.type === 'status') {
      this.portalView = { ...this.portalView, status: frame.status };
      this.flushSoon();
      return;
    }
    if (frame.type === 'incident') {
      for (const listener of this.incidentListeners) listener(frame.incident);
      return;
    }
    if (frame.type === 'heartbeat' || frame.type === 'closing') return;
    const entry = this.entries.get(frame.id);
    if (!entry) return;
    const now = (this.options.now ?? Date.now)();
    const fits = entry.panel.apply(frame, now);
    entry.isChanged = true;
    this.flushSoon();
    if (!fits) this.resettle();
  }

  private onConnection(connection: Connection): void {
    if (connection === this.portalView.connection) return;
    this.hasBeenLive ||= connection === 'live';
    this.portalView = { ...this.portalView, connection };
    if (connection !== 'live') {
      for (const entry of this.entries.values()) {
        entry.panel.isLive = false;
        entry.isChanged = true;
      }
    }
    this.flushSoon();
  }

  private flushSoon(): void {
    this.cancelFlush ??= (this.options.schedule ?? scheduleFrame)(() => {
      this.cancelFlush = null;
      this.flush();
    });
  }

  private flush(): void {
    const { queryClient, workspace } = this.options;
    notifyManager.batch(() => {
      for (const entry of this.entries.values()) {
        if (!entry.isChanged) continue;
        entry.isChanged = false;
        const { state, spec, isLive, lastUpdateAt } = entry.panel;
        entry.view = { isLive, lastUpdateAt };
        // The server's clock on both sides: a page that is loaded again must not count as newer than the stream by skew.
        const updatedAt = state.answer?.meta.asOf ?? 0;
        if (state.answer ?? state.problem)
          queryClient.setQueryData<PanelState>(panelKey(workspace, spec), state, { updatedAt });
      }
      // Scheduled with the cache's own notifications, so that React draws all of it in one pass.
      notifyManager.schedule(() => {
        for (const listener of this.listeners) listener();
      });
    });
  }
}

/** 64 bits of a text in base 36: FNV-1a once forwards and once from another start. */
function shortHash(text: string): string {
  return `${fnv1a(text, 0x811c9dc5).toString(36)}${fnv1a(text, 0x2f6e2b1).toString(36)}`;
}

function fnv1a(text: string, start: number): number {
  let hash = start;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
