import { injectFaults } from '@/lib/engine/faults';
import { startTestEngine, type TestEngine } from '../build/engine';

let world: TestEngine;
beforeAll(async () => {
  world = await startTestEngine();
});
afterAll(() => world.stop());

describe('an embedded engine that misbehaves', () => {
  it('is too slow for the budget of a query, and answers again when it is quick again', async () => {
    injectFaults(world.engine, { delayMs: 60_000 });
    await expect(world.engine.query({ sql: 'SELECT 1 AS one', timeoutMs: 300 })).rejects.toMatchObject({
      code: 'engine_timeout',
    });
    injectFaults(world.engine, {});
    await expect(world.engine.query({ sql: 'SELECT 1 AS one' })).resolves.toMatchObject({ rows: [{ one: 1 }] });
  });

  it('is not taken for healthy while its queries fail', async () => {
    injectFaults(world.engine, { exceptionCode: 241 });
    await expect(world.engine.isHealthy(500)).resolves.toBe(false);
    injectFaults(world.engine, {});
    await expect(world.engine.isHealthy()).resolves.toBe(true);
  });
});
