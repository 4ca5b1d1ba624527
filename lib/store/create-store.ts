import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'drizzle-orm';
import { AppError } from '@/lib/errors/app-error';
import { alertStore } from './alerts';
import { annotationStore } from './annotations';
import { apiKeyStore } from './api-keys';
import { auditStore } from './audit';
import { channelStore } from './channels';
import { chartStore } from './charts';
import { dashboardStore } from './dashboards';
import type { Database } from './database';
import { deliveryStore } from './deliveries';
import { toStoreError, type StoreSetting } from './faults';
import { importStore } from './imports';
import { correlationStore, evidenceStore, timelineStore } from './incident-parts';
import { incidentStore } from './incidents';
import { notificationGroupStore } from './notifications';
import { ruleSeriesStore, ruleStore } from './rules';
import { settingStore } from './settings';
import { silenceStore } from './silences';
import { snippetStore } from './snippets';
import type { Store } from './store';
import { userStore } from './users';
import { viewedQuestionStore } from './viewed-questions';
import { workspaceStore } from './workspaces';

type Scope = { isOpen: boolean };
type Connection = { db: Database; setting: StoreSetting; close: () => Promise<void> };

/** The port on an open, migrated database. Whatever a driver throws leaves it as an AppError. */
export function createStore({ db, setting, close }: Connection): Store {
  const scopes = new AsyncLocalStorage<Scope>();
  const outside = () => {
    if (scopes.getStore()?.isOpen)
      throw new AppError(
        'internal',
        'Inside a transaction, use the store it was given: this call would wait for itself',
      );
  };
  const inTransaction = (tx: Database): Store => {
    const guard = guardWith(setting, () => undefined);
    return {
      ...aggregates(tx, guard),
      transaction: (run) => atomically(setting, tx, (nested) => run(inTransaction(nested))),
      isHealthy: () => answers(tx),
      close: () => Promise.reject(new AppError('internal', 'A transaction cannot close the store')),
    };
  };
  return {
    ...aggregates(db, guardWith(setting, outside)),
    async transaction(run) {
      outside();
      const scope = { isOpen: true };
      try {
        return await atomically(setting, db, (tx) => scopes.run(scope, () => run(inTransaction(tx))));
      } finally {
        scope.isOpen = false;
      }
    },
    isHealthy: () => answers(db),
    close,
  };
}

type Guard = <T extends object>(aggregate: T) => T;

function aggregates(db: Database, guard: Guard): Omit<Store, 'transaction' | 'isHealthy' | 'close'> {
  return {
    users: guard(userStore(db)),
    workspaces: guard(workspaceStore(db)),
    apiKeys: guard(apiKeyStore(db)),
    imports: guard(importStore(db)),
    dashboards: guard(dashboardStore(db)),
    charts: guard(chartStore(db)),
    annotations: guard(annotationStore(db)),
    snippets: guard(snippetStore(db)),
    rules: guard(ruleStore(db)),
    ruleSeries: guard(ruleSeriesStore(db)),
    alerts: guard(alertStore(db)),
    incidents: guard(incidentStore(db)),
    timeline: guard(timelineStore(db)),
    evidence: guard(evidenceStore(db)),
    correlations: guard(correlationStore(db)),
    silences: guard(silenceStore(db)),
    channels: guard(channelStore(db)),
    notificationGroups: guard(notificationGroupStore(db)),
    deliveries: guard(deliveryStore(db)),
    viewedQuestions: guard(viewedQuestionStore(db)),
    settings: guard(settingStore(db)),
    audit: guard(auditStore(db)),
  };
}

/** Runs `before` ahead of each call and turns what the driver throws into an AppError. */
function guardWith(setting: StoreSetting, before: () => void): Guard {
  return (aggregate) =>
    new Proxy(aggregate, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]) =>
          mapped(setting, async () => {
            before();
            return (await Reflect.apply(method, target, args)) as unknown;
          });
      },
    });
}

async function mapped<T>(setting: StoreSetting, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw toStoreError(error, setting);
  }
}

/** What `run` throws undoes the transaction and arrives unchanged; only the driver's own faults are translated. */
async function atomically<T>(setting: StoreSetting, db: Database, run: (tx: Database) => Promise<T>): Promise<T> {
  let own: { error: unknown } | undefined;
  try {
    return await db.transaction(async (tx) => {
      try {
        return await run(tx);
      } catch (error) {
        own = { error };
        throw error;
      }
    });
  } catch (error) {
    throw own !== undefined && own.error === error ? error : toStoreError(error, setting);
  }
}

async function answers(db: Database): Promise<boolean> {
  try {
    await db.execute(sql`select 1`);
    return true;
  } catch {
    return false;
  }
}
