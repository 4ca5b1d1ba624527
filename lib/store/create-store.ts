import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'drizzle-orm';
import { AppError } from '@/lib/errors/app-error';
import { alertStore } from './alerts';
import { annotationStore } from './annotations';
import { apiKeyStore } from './api-keys';
import { auditStore } from './audit';
import { catchUp } from './catch-up';
import { channelStore } from './channels';
import { chartStore } from './charts';
import { dashboardStore } from './dashboards';
import type { Database } from './database';
import { deliveryStore } from './deliveries';
import { embedKeyStore } from './embed-keys';
import { embedShareStore } from './embed-shares';
import { embedStore } from './embeds';
import { toStoreError, type StoreSetting } from './faults';
import { identityStore } from './identities';
import { importStore } from './imports';
import { correlationStore, evidenceStore, timelineStore } from './incident-parts';
import { incidentStore } from './incidents';
import { invitationStore } from './invitations';
import { notificationGroupStore } from './notifications';
import { passwordResetStore } from './password-resets';
import { personDeletionStore } from './person-deletions';
import { ruleSeriesStore, ruleStore } from './rules';
import { secondFactorStore } from './second-factors';
import { serviceAccountStore } from './service-accounts';
import { sessionStore } from './sessions';
import { settingStore } from './settings';
import { silenceStore } from './silences';
import { snippetStore } from './snippets';
import type { Store } from './store';
import { tableStore } from './tables';
import { userStore } from './users';
import { viewedQuestionStore } from './viewed-questions';
import { workspaceStore } from './workspaces';

type Scope = { isOpen: boolean };
/** What every call from outside a transaction goes through: the breaker of the store. */
export type Through = <T>(call: () => Promise<T>) => Promise<T>;
type Connection = {
  db: Database;
  setting: StoreSetting;
  close: () => Promise<void>;
  through?: Through | undefined;
};
const directly: Through = (call) => call();

/** The port on an open, migrated database. Whatever a driver throws leaves it as an AppError. */
export function createStore({ db, setting, close, through = directly }: Connection): Store {
  const scopes = new AsyncLocalStorage<Scope>();
  const outside = () => {
    if (scopes.getStore()?.isOpen)
      throw new AppError(
        'internal',
        'Inside a transaction, use the store it was given: this call would wait for itself',
      );
  };
  const inTransaction = (tx: Database): Store => {
    const guard = guardWith(setting, () => undefined, directly);
    return {
      ...aggregates(tx, guard),
      transaction: (run) => atomically(setting, tx, (nested) => run(inTransaction(nested))),
      catchUp: (now) => mapped(setting, () => catchUp(tx, now)),
      isHealthy: (timeoutMs) => answers(tx, timeoutMs),
      close: () => Promise.reject(new AppError('internal', 'A transaction cannot close the store')),
    };
  };
  return {
    ...aggregates(db, guardWith(setting, outside, through)),
    async transaction(run) {
      outside();
      const scope = { isOpen: true };
      try {
        return await through(() => atomically(setting, db, (tx) => scopes.run(scope, () => run(inTransaction(tx)))));
      } finally {
        scope.isOpen = false;
      }
    },
    catchUp: (now) => through(() => mapped(setting, () => catchUp(db, now))),
    isHealthy: (timeoutMs) => answers(db, timeoutMs),
    close,
  };
}

type Guard = <T extends object>(aggregate: T) => T;

function aggregates(db: Database, guard: Guard): Omit<Store, 'transaction' | 'catchUp' | 'isHealthy' | 'close'> {
  return {
    users: guard(userStore(db)),
    sessions: guard(sessionStore(db)),
    secondFactors: guard(secondFactorStore(db)),
    passwordResets: guard(passwordResetStore(db)),
    identities: guard(identityStore(db)),
    workspaces: guard(workspaceStore(db)),
    apiKeys: guard(apiKeyStore(db)),
    invitations: guard(invitationStore(db)),
    serviceAccounts: guard(serviceAccountStore(db)),
    personDeletions: guard(personDeletionStore(db)),
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
    embeds: guard(embedStore(db)),
    embedKeys: guard(embedKeyStore(db)),
    embedShares: guard(embedShareStore(db)),
    settings: guard(settingStore(db)),
    audit: guard(auditStore(db)),
    tables: guard(tableStore(db)),
  };
}

/** Runs `before` ahead of each call and turns what the driver throws into an AppError. */
function guardWith(setting: StoreSetting, before: () => void, through: Through): Guard {
  return (aggregate) =>
    new Proxy(aggregate, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]) =>
          through(() =>
            mapped(setting, async () => {
              before();
              return (await Reflect.apply(method, target, args)) as unknown;
            }),
          );
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

async function answers(db: Database, timeoutMs = 2_000): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  const asked = db.execute(sql`select 1`).then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
