import { appendFile, cp, mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fc from 'fast-check';
import type { Spool } from '@/lib/spool/spool';
import { movableClock, openTestSpool } from '../build/ingest';

let dir = '';
let open: Spool[] = [];
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-spool-'));
});
afterEach(async () => {
  await Promise.all(open.map((spool) => spool.close()));
  open = [];
  await rm(dir, { recursive: true, force: true });
});

async function openHere(options: Parameters<typeof openTestSpool>[1] = {}): Promise<Spool> {
  const spool = await openTestSpool(dir, options);
  open.push(spool);
  return spool;
}

async function drain(spool: Spool, maxBytes = 1_000): Promise<string[]> {
  const texts: string[] = [];
  for (let batch = await spool.next(maxBytes); batch !== null; batch = await spool.next(maxBytes)) {
    texts.push(...batch.records.map(String));
    await spool.prepare(batch);
    await spool.commit(batch);
  }
  return texts;
}

const segmentsOf = async () => (await readdir(dir)).filter((name) => name.endsWith('.log')).sort();
const texts = (count: number, prefix = 'record') => Array.from({ length: count }, (_, i) => `${prefix}-${i}`);
const appendAll = (spool: Spool, records: string[]) =>
  Promise.all(records.map((text) => spool.append(Buffer.from(text))));

describe('the spool', () => {
  it('gives records back in the order of their appends, across segments and restarts', async () => {
    const first = await openHere({ segmentBytes: 2_000 });
    for (const text of texts(100)) await first.append(Buffer.from(text));
    await first.close();
    const second = await openHere({ segmentBytes: 2_000 });
    await appendAll(second, texts(200, 'later'));
    expect(await drain(second)).toEqual([...texts(100), ...texts(200, 'later')]);
    expect(second.pendingBytes()).toBe(0);
  });

  it('lets many appends share one fsync', async () => {
    const spool = await openHere();
    let groups = 0;
    spool.onAppend(() => (groups += 1));
    const ends = await appendAll(spool, texts(500));
    expect(groups).toBeLessThan(5);
    expect(new Set(ends.map(({ offset }) => offset)).size).toBe(500);
  });

  it('deletes segments that are used up', async () => {
    const spool = await openHere({ segmentBytes: 500 });
    for (const text of texts(50)) await spool.append(Buffer.from(text.repeat(10)));
    expect((await segmentsOf()).length).toBeGreaterThan(5);
    await drain(spool);
    expect((await segmentsOf()).length).toBeLessThanOrEqual(1);
  });

  it('gives the same cut again after it was prepared, whatever came later', async () => {
    const first = await openHere();
    await appendAll(first, texts(10));
    const cut = await first.next(150);
    expect(cut).not.toBeNull();
    if (cut === null) return;
    await first.prepare(cut);
    await appendAll(first, texts(10, 'later'));
    expect(await first.next(1_000_000)).toMatchObject({ from: cut.from, to: cut.to });
    await first.close();
    const second = await openHere();
    const again = await second.next(1_000_000);
    expect(again?.records.map(String)).toEqual(cut.records.map(String));
    expect(await drain(second)).toEqual([...texts(10), ...texts(10, 'later')]);
  });

  it('wakes those who wait for a position when it is committed', async () => {
    const spool = await openHere();
    const position = await spool.append(Buffer.from('x'));
    const seen: string[] = [];
    const waiting = spool.whenCommitted(position).then(() => seen.push('committed'));
    expect(seen).toEqual([]);
    await drain(spool);
    await waiting;
    await spool.whenCommitted(position);
    expect(seen).toEqual(['committed']);
  });

  it('refuses more than its limit, says when to try again, and takes more once it has been drained', async () => {
    const spool = await openHere({ limitBytes: 1_000 });
    await spool.append(Buffer.alloc(900));
    await expect(spool.append(Buffer.alloc(200))).rejects.toMatchObject({
      code: 'spool_full',
      status: 503,
      retryAfterMs: expect.any(Number) as number,
    });
    await drain(spool);
    await expect(spool.append(Buffer.alloc(200))).resolves.toBeDefined();
  });

  it('refuses appends after it was closed', async () => {
    const spool = await openHere();
    await spool.close();
    await expect(spool.append(Buffer.from('x'))).rejects.toMatchObject({ code: 'overloaded' });
  });

  it('keeps what was appended right before it is closed', async () => {
    const spool = await openHere();
    const appended = appendAll(spool, texts(20));
    await spool.close();
    await appended;
    expect(await drain(await openHere())).toEqual(texts(20));
  });

  it('skips bytes that rotted in the middle and keeps everything around them', async () => {
    const spool = await openHere();
    for (const text of texts(30)) await spool.append(Buffer.from(text));
    await spool.close();
    const [segment = ''] = await segmentsOf();
    const { open: openFile } = await import('node:fs/promises');
    const file = await openFile(path.join(dir, segment), 'r+');
    await file.write(Buffer.from('####'), 0, 4, 20);
    await file.close();
    expect(await drain(await openHere())).toEqual(texts(30).slice(1));
  });

  it('cut at a random place of the tail holds a prefix, and everything before the cut', async () => {
    const append = fc.record({ text: fc.string({ minLength: 1, maxLength: 60 }), restart: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(append, { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.boolean(),
        async (appends, cut, addsGarbage) => {
          const folder = await mkdtemp(path.join(dir, 'property-'));
          let spool = await openTestSpool(folder, { segmentBytes: 150 });
          const ends = [];
          for (const { text, restart } of appends) {
            ends.push(await spool.append(Buffer.from(text)));
            if (!restart) continue;
            await spool.close();
            spool = await openTestSpool(folder, { segmentBytes: 150 });
          }
          await spool.close();
          const last = ends.at(-1);
          if (last === undefined) return;
          const file = path.join(folder, `${String(last.segment).padStart(12, '0')}.log`);
          const kept = cut % ((await stat(file)).size + 1);
          await truncate(file, kept);
          if (addsGarbage) await appendFile(file, Buffer.from([0xff, 0x53, 0x47, 0xfe, 1, 2, 3]));
          const reopened = await openTestSpool(folder, { segmentBytes: 150 });
          const whole = ends.filter((end) => end.segment < last.segment || end.offset <= kept).length;
          await reopened.append(Buffer.from('after'));
          expect(await drain(reopened)).toEqual([
            ...appends.slice(0, whole).map(({ text }) => Buffer.from(text).toString()),
            'after',
          ]);
          await reopened.close();
        },
      ),
      { numRuns: 40, seed: 7 },
    );
  });
});

describe('ids in the spool', () => {
  const claimAll = async (spool: Spool, ids: string[]) => {
    const claims: number[] = [];
    const isNew = ids.map((id) => spool.ids.claim('w', id, claims));
    await spool.append(Buffer.from(ids.join()), claims);
    return isNew;
  };

  it('are known after a restart, whether their records are committed or still wait', async () => {
    const first = await openHere();
    await claimAll(first, ['a', 'b']);
    await drain(first);
    await claimAll(first, ['c']);
    await first.close();
    expect(await claimAll(await openHere(), ['a', 'b', 'c', 'd'])).toEqual([false, false, false, true]);
  });

  it('are forgotten after the window, also on disk', async () => {
    const clock = movableClock();
    for (let day = 0; day < 6; day += 1) {
      const spool = await openHere({ clock });
      await claimAll(spool, [`day-${day}`]);
      await drain(spool);
      await spool.close();
      clock.advance(24 * 3_600_000 + 1);
    }
    expect((await readdir(dir)).filter((name) => name.startsWith('ids-'))).toHaveLength(2);
    expect(await claimAll(await openHere({ clock }), ['day-0', 'day-3'])).toEqual([true, true]);
  });

  it('are given back when the append fails, so that a retry is not taken for a duplicate', async () => {
    const spool = await openHere({ limitBytes: 10 });
    const claims: number[] = [];
    spool.ids.claim('w', 'a', claims);
    await expect(spool.append(Buffer.alloc(100), claims)).rejects.toMatchObject({ code: 'spool_full' });
    expect(spool.ids.claim('w', 'a', [])).toBe(true);
  });
});

describe('the lock of the spool', () => {
  it('refuses a second instance and names the setting', async () => {
    await openHere();
    await expect(openTestSpool(dir)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('SIGHTGLASS_DATA') as string,
    });
  });

  it('of a process that is gone is taken over', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    await writeFile(path.join(dir, 'lock'), `${gone.pid} 12345\n`);
    await expect(openHere()).resolves.toBeDefined();
  });

  it('with our own pid is taken over when this process does not hold it, as pids repeat in containers', async () => {
    await writeFile(path.join(dir, 'lock'), `${process.pid} 1\n`);
    await expect(openHere()).resolves.toBeDefined();
  });

  it('of a living process is respected', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(other, 'spawn');
    const { readFile } = await import('node:fs/promises');
    const status = await readFile(`/proc/${other.pid}/stat`, 'utf8');
    const start = status.slice(status.lastIndexOf(')') + 2).split(' ')[19];
    await writeFile(path.join(dir, 'lock'), `${other.pid} ${start}\n`);
    await expect(openTestSpool(dir)).rejects.toMatchObject({ code: 'conflict' });
    const exited = once(other, 'exit');
    other.kill('SIGKILL');
    await exited;
    await expect(openHere()).resolves.toBeDefined();
  });
});

describe('ids of a process that was killed before its first commit', () => {
  it('are known to the next one', async () => {
    const copy = await mkdtemp(path.join(os.tmpdir(), 'sightglass-spool-'));
    const first = await openHere();
    const claims: number[] = [];
    first.ids.claim('w', 'a', claims);
    await first.append(Buffer.from('a'), claims);
    // What a kill leaves behind is the files as they are now.
    await cp(dir, copy, { recursive: true });
    await rm(path.join(copy, 'lock'));
    const second = await openTestSpool(copy);
    open.push(second);
    expect(second.ids.claim('w', 'a', [])).toBe(false);
  });
});
