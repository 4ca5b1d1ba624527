import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '@/lib/config/config';
import { boot } from '@/lib/runtime/boot';
import { setRuntime, type Runtime } from '@/lib/runtime/runtime';
import { copyStoreTo } from './store-template';

export type TestPortal = { runtime: Runtime; stop: () => Promise<void> };

/** A real portal in this process, without its pages and without data: its doors are called as Next calls them. */
export async function openTestPortal(env: Record<string, string> = {}): Promise<TestPortal> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-portal-'));
  await copyStoreTo(path.join(dataDir, 'store'));
  const settings = readConfig(
    { SIGHTGLASS_DATA: dataDir, SIGHTGLASS_SAMPLE: 'off', SIGHTGLASS_LOG: 'silent', ...env },
    process.cwd(),
  );
  if (!settings.ok) throw new Error(settings.faults.join('\n'));
  const runtime = await setRuntime(boot(settings.config, { distDir: path.resolve('dist'), say: () => undefined }));
  return {
    runtime,
    stop: async () => {
      await runtime.shutdown();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
