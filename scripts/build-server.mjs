// Bundles what runs outside Next: the server, the engine's host process, the store's first-start process, the reading threads and the commands.
import { existsSync } from 'node:fs';
import { build } from 'esbuild';

const entries = {
  server: 'server.ts',
  'engine-host': 'lib/engine/host/main.ts',
  'store-init': 'lib/store/init.ts',
  'import-thread': 'lib/ingest/imports/import-thread.ts',
  'sample-thread': 'lib/ingest/sample/sample-thread.ts',
  import: 'scripts/import.ts',
  backup: 'scripts/backup.ts',
  restore: 'scripts/restore.ts',
  'reset-password': 'scripts/reset-password.ts',
  'rotate-secrets': 'scripts/rotate-secrets.ts',
};

/** What runs in other people's pages: small and without source maps. */
const scripts = { 'embed-view': 'app/embed/_script/view.ts', 'embed-v1': 'app/embed/_script/v1.ts' };

/** Builds all bundles, or only the named ones. */
export async function buildServer(only = Object.keys(entries)) {
  const present = Object.fromEntries(
    Object.entries(entries).filter(([name, file]) => only.includes(name) && existsSync(file)),
  );
  await build({
    entryPoints: present,
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
    loader: { '.sql': 'text' },
  });
  if (only.length === Object.keys(entries).length) await buildScripts();
  return Object.keys(present);
}

/** Builds the scripts of embeds. */
export async function buildScripts() {
  await build({
    entryPoints: scripts,
    outdir: 'dist',
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    legalComments: 'none',
    logLevel: 'warning',
  });
}

if (import.meta.url === `file://${process.argv[1]}`) console.log(`built dist/: ${(await buildServer()).join(', ')}`);
