import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createAccountParts } from '@/lib/auth/create-account-parts';
import { bootstrapPortal } from '@/lib/auth/bootstrap';
import { parseRoleMap } from '@/lib/auth/oidc/role-map';
import { loadSecrets, sealingSecretsOf, type Secrets } from '@/lib/auth/secrets';
import { stopBackup } from '@/lib/backup/current-backup';
import { createAdmission } from '@/lib/breaker/create-admission';
import { createResultCache } from '@/lib/cache/create-result-cache';
import { localUrl, type Config } from '@/lib/config/config';
import type { Services } from '@/lib/context';
import { createEmbedDesk } from '@/lib/embed/access/create-embed-desk';
import { openEngine } from '@/lib/engine/client';
import { createLiveHub } from '@/lib/live/create-hub';
import { createMailer } from '@/lib/notify/mail/create-mailer';
import { createSender } from '@/lib/notify/sending/create-sender';
import { openSpool } from '@/lib/spool/open';
import { openStore, type StoreOptions } from '@/lib/store/open';
import { rememberReads } from '@/lib/store/remember-reads';
import { createLogger } from '@/lib/telemetry/logger';
import { createMetrics } from '@/lib/telemetry/metrics';
import { systemClock } from '@/lib/time/clock';
import { startAlertWorkers } from './alert-workers';
import { giveCliAccess } from './cli-access';
import { startDocumentWorkers } from './document-workers';
import { openDataDir } from './data-dir';
import { createGuards, probeDependencies } from './guards';
import type { Runtime } from './runtime';
import { createSelfObservation } from './self-observation';
import { startWorkers } from './workers';

const cacheBytes = 128 * 1024 * 1024;
const imageBytes = 32 * 1024 * 1024;

export type BootOptions = {
  /** Where the bundles of the child processes are. */
  distDir: string;
  /** One line for the person who waits. */
  say: (line: string) => void;
};

/**
 * Opens everything the portal stands on, fastest refusal first: the data folder and its lock, then store and engine side
 * by side. Throws AppError, or an AggregateError of several, with messages that name the cause and the setting;
 * what was opened is closed again.
 */
export async function boot(config: Config, { distDir, say }: BootOptions): Promise<Runtime> {
  const clock = systemClock;
  const log = createLogger(config.logLevel);
  const metrics = createMetrics();
  await openDataDir(config.dataDir);
  const secrets = await loadSecrets(config.dataDir, log);
  const { breakers, through } = createGuards({ clock, metrics });
  const opened: Part[] = [];
  const keep = keeper(opened, say);
  try {
    const spool = await keep('spool ', openSpool({ ...config.spool, clock, metrics, log }));
    const hostEntry = path.join(distDir, 'engine-host.mjs');
    const [store, engine] = await openBoth(config, {
      store: () => keep('store ', openStore(storeOptions(config, distDir), { log, through })),
      engine: () => keep('engine', openEngine({ config: config.engine, hostEntry, log, metrics, clock })),
    });
    const live = createLiveHub({ clock, metrics, log });
    const observation = createSelfObservation(clock);
    const remembered = rememberReads(store, { clock, metrics });
    const services: Services = {
      clock,
      dataDir: config.dataDir,
      newId: () => randomBytes(16).toString('base64url').slice(0, 21),
      observe: observation.observe,
      log,
      metrics,
      engine,
      store: remembered,
      cache: createResultCache({ maxBytes: cacheBytes, metrics }),
      images: createResultCache({ maxBytes: imageBytes }),
      breakers,
      admission: createAdmission({ clock, metrics }),
      live,
      spool,
      ...wayToPeople(config, secrets, { store: remembered, clock, log }),
      publicUrl: config.publicUrl,
    };
    const first = await bootstrapPortal(services, { ...config.init, sample: config.sample });
    await giveCliAccess(services, localUrl(config.host, config.port));
    const loops = await startLoops(services, { config, live, observation });
    return {
      config,
      secrets,
      oidc: oidcOf(config),
      services,
      firstStart: first.created || first.writeKey !== undefined ? first : null,
      startedAt: clock.now(),
      provision: loops.provision,
      shutdown: async () => {
        live.close();
        await stopBackup();
        await loops.stop();
        await closeAll(opened);
      },
    };
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

type Part = { close(): Promise<void> };

/** Remembers what was opened, so that it can be closed again, and says so. */
const keeper =
  (opened: Part[], say: BootOptions['say']) =>
  async <T extends Part>(what: string, opening: Promise<T>): Promise<T> => {
    const part = await opening;
    opened.push(part);
    say(`  ${what} ready`);
    return part;
  };

/** What speaks to people and knows who they are, with the secrets that takes. */
function wayToPeople(
  { allowPrivateWebhooks, mail }: Config,
  secrets: Secrets,
  deps: Pick<Services, 'store' | 'clock' | 'log'>,
): Pick<Services, 'sender' | 'mail' | 'account' | 'embeds'> {
  const sealingSecrets = sealingSecretsOf(secrets);
  const [channelSecret, ...previousChannelSecrets] = sealingSecrets;
  return {
    sender: createSender({ channelSecret, previousChannelSecrets, isPrivateAllowed: allowPrivateWebhooks }),
    mail: createMailer(mail),
    account: createAccountParts({ ...deps, sealingSecrets }),
    embeds: createEmbedDesk(deps, { embedSecret: secrets.embedSecret, sealingSecrets }),
  };
}

const oidcOf = ({ oidc }: Config): Runtime['oidc'] =>
  oidc && {
    ...oidc,
    roles: oidc.roles === undefined ? null : parseRoleMap(oidc.roles),
    workspace: oidc.workspace ?? null,
  };

type Loops = { provision: Runtime['provision']; stop: () => Promise<void> };

async function startLoops(
  services: Services,
  { config, live, observation }: { config: Config } & Pick<Parameters<typeof startWorkers>[1], 'live' | 'observation'>,
): Promise<Loops> {
  probeDependencies(services);
  const stopWorkers = await startWorkers(services, { live, observation, sample: config.sample });
  const alertWorkers = startAlertWorkers(services);
  const documentWorkers = await startDocumentWorkers(services, { provisionDir: config.provisionDir });
  return {
    provision: documentWorkers.provision,
    stop: async () => {
      await alertWorkers.stop();
      await documentWorkers.stop();
      await stopWorkers();
      services.breakers.close();
    },
  };
}

const storeOptions = ({ store }: Config, distDir: string): StoreOptions =>
  store.mode === 'pglite' ? { ...store, initEntry: path.join(distDir, 'store-init.mjs') } : store;

/**
 * Servers elsewhere are asked first: that they are missing shows at once, while a new embedded store takes seconds to make.
 * Throws an AggregateError when both parts fail.
 */
async function openBoth<S, E>(
  { store, engine }: Config,
  open: { store: () => Promise<S>; engine: () => Promise<E> },
): Promise<[S, E]> {
  if (store.mode === 'pglite' && engine.mode === 'clickhouse') {
    const first = await open.engine();
    return [await open.store(), first];
  }
  if (store.mode === 'postgres' && engine.mode === 'embedded') return [await open.store(), await open.engine()];
  return allOrNone([open.store(), open.engine()]);
}

/** Waits for both even when one fails, so that the other can be closed and leaves no process behind. */
async function allOrNone<A, B>([first, second]: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  const reasons = (await Promise.allSettled([first, second])).flatMap((end) =>
    end.status === 'rejected' ? [end.reason as unknown] : [],
  );
  if (reasons.length > 1) throw new AggregateError(reasons);
  return [await first, await second];
}

/** Last opened, first closed: the spool goes last, when nobody can append any more. */
async function closeAll(parts: readonly { close(): Promise<void> }[]): Promise<void> {
  for (const part of [...parts].reverse()) await part.close();
}
