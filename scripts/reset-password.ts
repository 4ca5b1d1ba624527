import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { resetPassword } from '../lib/auth/reset-password';
import { readConfig } from '../lib/config/config';
import { faultsOf } from '../lib/runtime/start-lines';
import { openStore } from '../lib/store/open';
import { createLogger } from '../lib/telemetry/logger';
import { systemClock } from '../lib/time/clock';

// `npm run reset-password -- EMAIL`: for who runs the machine. With the embedded store the portal has to be stopped.
const say = (line: string) => process.stdout.write(`${line}\n`);
const [email] = process.argv.slice(2);
const settings = readConfig(process.env, process.cwd());
if (email === undefined || !settings.ok) {
  for (const fault of settings.ok ? [] : settings.faults) say(`  - ${fault}`);
  say('npm run reset-password -- EMAIL   (SIGHTGLASS_DATA or DATABASE_URL say where; stop the portal first)');
  process.exit(2);
}
const distDir = path.dirname(path.resolve(process.argv[1] ?? 'dist/reset-password.mjs'));
const migrationsDir = path.join(distDir, '..', 'lib', 'store', 'migrations');
try {
  const store = await openStore({ ...settings.config.store, migrationsDir }, { log: createLogger('warn') });
  try {
    const password = await resetPassword({ store, clock: systemClock, newId: randomUUID }, email);
    say(`The new password of ${email}: ${password}   (shown this once, stored hashed)`);
  } finally {
    await store.close();
  }
} catch (error) {
  for (const line of faultsOf(error)) say(`✖ ${line}`);
  process.exit(1);
}
