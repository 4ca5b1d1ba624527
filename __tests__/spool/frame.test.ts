import fc from 'fast-check';
import { encodeFrame, scanFrames } from '@/lib/spool/frame';

const payloads = (bytes: Buffer, isWhole = true) =>
  scanFrames(bytes, 0, isWhole).frames.map((frame) => frame.payload.toString());
const frameOf = (text: string, ids = 0) => encodeFrame(Buffer.from(text), Buffer.alloc(ids * 8, 7));

describe('frames of the spool', () => {
  it('are read back with their payloads, ids and ends', () => {
    const [first, second] = [frameOf('one', 2), frameOf('')];
    const scan = scanFrames(Buffer.concat([first, second]), 100, true);
    expect(scan.frames.map((frame) => [frame.payload.toString(), frame.ids.length, frame.end])).toEqual([
      ['one', 16, 100 + first.length],
      ['', 0, 100 + first.length + second.length],
    ]);
    expect(scan).toMatchObject({ end: 100 + first.length + second.length, damagedBytes: 0 });
  });

  it('wait for the rest when more may follow, and say how much they need', () => {
    const whole = frameOf('a longer payload');
    const scan = scanFrames(whole.subarray(0, 20), 0, false);
    expect(scan).toMatchObject({ frames: [], end: 0, needsBytes: whole.length });
  });

  it('after a damaged one are still found, and the damage is counted', () => {
    const damaged = frameOf('damaged');
    damaged[damaged.length - 1] = 0x58;
    expect(payloads(Buffer.concat([frameOf('a'), damaged, frameOf('b')]))).toEqual(['a', 'b']);
    expect(scanFrames(Buffer.concat([frameOf('a'), damaged, frameOf('b')]), 0, true).damagedBytes).toBe(damaged.length);
  });

  it('with a length of nonsense do not swallow the ones behind', () => {
    const damaged = frameOf('x');
    damaged.writeUInt32LE(0x7fff_ffff, 4);
    expect(payloads(Buffer.concat([damaged, frameOf('b')]))).toEqual(['b']);
  });

  it('cut anywhere give exactly the whole ones before the cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 40 }), { maxLength: 8 }), fc.nat(), (texts, cut) => {
        const frames = texts.map((text) => frameOf(text));
        const all = Buffer.concat(frames);
        const kept = all.subarray(0, cut % (all.length + 1));
        let end = 0;
        const whole = frames.filter((frame) => (end += frame.length) <= kept.length).length;
        expect(payloads(kept)).toEqual(texts.slice(0, whole).map((text) => Buffer.from(text).toString()));
      }),
    );
  });
});
