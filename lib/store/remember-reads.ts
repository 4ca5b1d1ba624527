import type { Metrics } from '@/lib/telemetry/metrics';
import type { Clock } from '@/lib/time/clock';
import { LastGoodReads } from './last-good-reads';
import type { Store } from './store';

/** What pages, sessions and the questions of dashboards stand on. Everything else of these aggregates counts as a write. */
const reads = {
  users: ['find'],
  workspaces: ['find', 'findBySlug', 'list', 'listOfUser', 'listMembers'],
  dashboards: ['find', 'list', 'findVersion', 'listVersions'],
  charts: ['find', 'list'],
  snippets: ['find', 'list'],
  settings: ['get'],
} as const satisfies { [K in keyof Store]?: readonly (keyof Store[K])[] };
type Group = keyof typeof reads;
const groups = Object.keys(reads) as Group[];

/** Who is signed in, where, and how the workspace is set up: asked by every page, changed once in a while. */
const believed: ReadonlySet<Group> = new Set<Group>(['users', 'workspaces', 'settings']);

/** Neither a read that pages need nor one that changes anything they would read. */
const neutral: ReadonlySet<string> = new Set([
  'recordSignIn',
  'findByEmail',
  'findMany',
  'count',
  'findForChange',
  'findForMembers',
]);

type Deps = { clock: Pick<Clock, 'monotonic'>; metrics: Pick<Metrics, 'store'> };

/**
 * The store, with the last good answers to the reads above for as long as it is away or slow, at most 15 minutes: whoever
 * is signed in keeps their pages. Reads within transactions, sign-in and API keys see the store itself.
 */
export function rememberReads(store: Store, deps: Deps): Store {
  const memory = new LastGoodReads({ clock: deps.clock, onUsed: () => deps.metrics.store.remembered.inc() });
  const outside = Object.fromEntries(groups.map((group) => [group, remembering(store, group, memory)]));
  return {
    ...store,
    ...outside,
    async transaction(run) {
      const changed = new Set<Group>();
      try {
        return await store.transaction((tx) => run(noting(tx, changed)));
      } finally {
        // Also after a failure: a commit whose answer was lost may have happened.
        for (const group of changed) memory.forget(group);
      }
    },
  };
}

type Call = (...args: unknown[]) => Promise<unknown>;

function remembering(store: Store, group: Group, memory: LastGoodReads): object {
  const isRead: ReadonlySet<string> = new Set<string>(reads[group]);
  return intercept(store[group], (name, call) => async (...args) => {
    if (isRead.has(name)) {
      const of = { group, key: `${name}${JSON.stringify(args)}`, isBelieved: believed.has(group) };
      return memory.answer(of, () => call(...args));
    }
    if (neutral.has(name)) return call(...args);
    try {
      return await call(...args);
    } finally {
      memory.forget(group);
    }
  });
}

/** The store of a transaction, which notes where it writes. */
function noting(tx: Store, changed: Set<Group>): Store {
  const noted = Object.fromEntries(
    groups.map((group) => {
      const isRead: ReadonlySet<string> = new Set<string>(reads[group]);
      const wrapped = intercept(tx[group], (name, call) => (...args) => {
        if (!isRead.has(name) && !neutral.has(name)) changed.add(group);
        return call(...args);
      });
      return [group, wrapped];
    }),
  );
  return { ...tx, ...noted, transaction: (run) => tx.transaction((nested) => run(noting(nested, changed))) };
}

function intercept(aggregate: object, around: (name: string, call: Call) => Call): object {
  return new Proxy(aggregate, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function' || typeof name !== 'string') return method;
      return around(name, (...args) => Reflect.apply(method, target, args) as Promise<unknown>);
    },
  });
}
