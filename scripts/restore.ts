import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../lib/config/config';
import { restoreData } from '../lib/runtime/restore-data';
import { faultsOf } from '../lib/runtime/start-lines';
import { Bar, count, say } from './import-cli/screen';

const usage = `npm run restore -- FILE --data DIR [options]

Restores a backup into a new data folder. With CLICKHOUSE_URL or DATABASE_URL set, events or everything else go into
those servers instead, whose database must be empty. The archive is verified before anything is touched.

  --data DIR       the folder to fill; new or empty
  --channels-off   switches every channel off: for a copy beside a portal that still runs, which would tell people twice
`;

/** The command line, or null when it makes no sense. */
function readWords(): { file: string; data: string; areChannelsOff: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { data: { type: 'string' }, 'channels-off': { type: 'boolean' } },
    });
    const [file, ...more] = positionals;
    if (file === undefined || values.data === undefined || more.length > 0) return null;
    return { file, data: values.data, areChannelsOff: values['channels-off'] ?? false };
  } catch {
    return null;
  }
}

// `npm run restore -- FILE --data DIR`: makes a data folder out of a backup, without a portal.
const words = readWords();
if (words === null) {
  say(usage);
  process.exit(process.argv.includes('--help') ? 0 : 2);
}
const settings = readConfig({ ...process.env, SIGHTGLASS_DATA: words.data }, process.cwd());
if (!settings.ok) {
  for (const fault of settings.faults) say(`  - ${fault}`);
  process.exit(2);
}
const { config } = settings;
const distDir = path.dirname(path.resolve(process.argv[1] ?? 'dist/restore.mjs'));
const bar = new Bar();
try {
  const { manifest, events, storeRows } = await restoreData({
    file: path.resolve(words.file),
    config,
    areChannelsOff: words.areChannelsOff,
    distDir,
    migrationsDir: path.join(distDir, '..', 'lib', 'store', 'migrations'),
    onStep: (step) => {
      bar.clear();
      say(`${step} …`);
    },
    onProgress: (share, text) => bar.draw(share, text),
  });
  bar.clear();
  say(
    `\n✔ Restored ${count(events)} events and ${count(storeRows)} other rows, as of ${new Date(manifest.createdAt).toISOString()}.`,
  );
  say(`\nNext: start the portal on it, and sign in with the accounts of the old one.`);
  say(`  SIGHTGLASS_DATA=${config.dataDir} npm start`);
  if (!manifest.hasSecrets)
    say(
      `\nThe archive has no secrets. Put the old secrets.json into ${config.dataDir} before the first start (mode 0600), or enter the secrets of every channel again.`,
    );
  if (words.areChannelsOff) say('\nAll channels are switched off. Switch them on under Notifications → Channels.');
  process.exit(0);
} catch (error) {
  bar.clear();
  for (const line of faultsOf(error)) say(`✖ ${line}`);
  process.exit(1);
}
