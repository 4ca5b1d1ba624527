import path from 'node:path';
import { sealAnew } from '../lib/auth/seal-anew';
import { beginRotation, finishRotation, sealingSecretsOf } from '../lib/auth/secrets';
import { readConfig } from '../lib/config/config';
import { faultsOf } from '../lib/runtime/start-lines';
import { openStore } from '../lib/store/open';
import { createLogger } from '../lib/telemetry/logger';
import { systemClock } from '../lib/time/clock';

// `npm run rotate-secrets`: new secrets for sessions and sealing. The portal has to be stopped, all replicas of it.
const say = (line: string) => process.stdout.write(`${line}\n`);
const settings = readConfig(process.env, process.cwd());
if (!settings.ok) {
  for (const fault of settings.faults) say(`  - ${fault}`);
  say('npm run rotate-secrets   (SIGHTGLASS_DATA or DATABASE_URL say where; stop the portal first)');
  process.exit(2);
}
const { config } = settings;
const log = createLogger('warn');
const distDir = path.dirname(path.resolve(process.argv[1] ?? 'dist/rotate-secrets.mjs'));
const migrationsDir = path.join(distDir, '..', 'lib', 'store', 'migrations');
try {
  // The store first: it is locked while a portal has it, and then nothing is changed.
  const store = await openStore({ ...config.store, migrationsDir }, { log });
  try {
    const secrets = await beginRotation(config.dataDir, log, systemClock.now());
    const { sealed } = await sealAnew(store, sealingSecretsOf(secrets));
    await finishRotation(config.dataDir, secrets);
    say(`New secrets are in place; ${sealed} sealed anew. Whoever is signed in stays so, for seven days at most.`);
    say('Start the portal. Replicas need the same secrets.json.');
  } finally {
    await store.close();
  }
} catch (error) {
  for (const line of faultsOf(error)) say(`✖ ${line}`);
  process.exit(1);
}
