import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const config = '.dependency-cruiser.cjs';
const cruise = (args: string[]) =>
  spawnSync(
    process.execPath,
    ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', ...args, '--config', config],
    {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );

describe('the guard of the architecture', () => {
  it('really cruises the tree', () => {
    const { stdout } = cruise(['app', 'lib', 'server.ts', '--output-type', 'json']);
    const { summary } = JSON.parse(stdout) as { summary: { totalCruised: number } };
    expect(summary.totalCruised).toBeGreaterThan(150);
  });

  it.each([
    ['a room that looks upwards', 'lib/time/planted-fault.ts', `import '@/lib/runtime/runtime';`, 'rank-1-points-down'],
    [
      'a sibling of the same rank',
      'lib/cache/planted-fault.ts',
      `import { } from '@/lib/engine/faults';`,
      'rank-4-siblings-apart',
    ],
    ['a package taken from its owner', 'lib/query/planted-fault.ts', `import 'lru-cache';`, 'owner-of-lru-cache'],
    [
      'a door that wires for itself',
      'app/api/planted-fault.ts',
      `import '@/lib/runtime/runtime';`,
      'routes-leave-wiring-to-http',
    ],
  ])('reports %s', (_what, file, source, rule) => {
    const folder = path.dirname(file);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `${source}\nexport {};\n`);
    try {
      const { stdout, status } = cruise([folder, '--output-type', 'err']);
      expect(stdout).toContain(rule);
      expect(status).not.toBe(0);
    } finally {
      rmSync(file);
    }
  });
});
