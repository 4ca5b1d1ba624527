/**
 * Numbers of a DDSketch (Masson et al., VLDB 2019) that share a bucket: from `from` up to `to`, `count` of them, for which the
 * engine says `value` when it is asked for a percentile.
 */
export type SketchBucket = { from: number; to: number; value: number; count: number };

const flags = { nullable: 0x01, mapping: 0x02, positive: 0x01, negative: 0x03, zeros: 0x04 };
const encodings = { deltas: 0x04, contiguous: 0x0c };

/**
 * The buckets, ascending, of a state of the engine's `quantilesDD` over numbers that may be null, in hex. Null for bytes that are
 * not what they are known to be: the form is the engine's own, so that whoever asks needs another way to the answer.
 */
export function readSketch(hex: string): SketchBucket[] | null {
  const reader = readerOf(Buffer.from(hex, 'hex'));
  const growth = readGrowth(reader);
  if (growth === null) return null;
  const positive = reader.byte() === flags.positive ? readStore(reader) : null;
  const negative = reader.byte() === flags.negative ? readStore(reader) : null;
  const zeros = reader.byte() === flags.zeros ? reader.double() : Number.NaN;
  if (positive === null || negative === null || !(zeros >= 0) || !reader.isAtEnd()) return null;
  return [
    ...negative.map(mirrored(growth)).reverse(),
    ...(zeros > 0 ? [{ from: 0, to: 0, value: 0, count: zeros }] : []),
    ...positive.map((bin) => bucketOf(bin, growth)),
  ];
}

/** Percentile `level` (0 to 1) as the engine says it of the same sketch. */
export function sketchQuantile(buckets: readonly SketchBucket[], level: number): number | null {
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  const rank = level * (total - 1);
  let before = 0;
  for (const { value, count } of buckets) {
    before += count;
    if (before > rank) return value;
  }
  return null;
}

/**
 * How many numbers lie in each of `bins` bins of `width` from `from` on; those outside count for the first and the last. Within
 * a bucket they are taken to lie evenly, and none outside of `low` to `high`. The counts are whole and add up.
 */
export function sketchBins(
  buckets: readonly SketchBucket[],
  of: { from: number; width: number; bins: number; low: number; high: number },
): number[] {
  const binOf = (number: number): number =>
    Math.min(Math.max(Math.floor((number - of.from) / of.width), 0), of.bins - 1);
  const shares = Array.from({ length: of.bins }, () => 0);
  for (const bucket of buckets) {
    const from = Math.min(Math.max(bucket.from, of.low), of.high);
    const to = Math.max(Math.min(bucket.to, of.high), from);
    for (let bin = binOf(from); bin <= binOf(to); bin += 1) {
      const start = bin === 0 ? from : Math.max(from, of.from + bin * of.width);
      const end = bin === of.bins - 1 ? to : Math.min(to, of.from + (bin + 1) * of.width);
      const share = to > from ? Math.max(0, end - start) / (to - from) : 1;
      shares[bin] = (shares[bin] ?? 0) + bucket.count * share;
    }
  }
  let [exact, whole] = [0, 0];
  return shares.map((share) => {
    exact += share;
    const count = Math.round(exact) - whole;
    whole += count;
    return count;
  });
}

type Bin = { index: number; count: number };

/**
 * The engine takes the logarithm's whole part toward zero: bucket 0 holds what lies around 1, those below begin one further down.
 */
function bucketOf({ index, count }: Bin, growth: number): SketchBucket {
  const from = growth ** (index > 0 ? index : index - 1);
  const to = growth ** (index < 0 ? index : index + 1);
  return { from, to, value: growth ** index * (1 + (growth - 1) / (growth + 1)), count };
}

const mirrored =
  (growth: number) =>
  (bin: Bin): SketchBucket => {
    const { from, to, value, count } = bucketOf(bin, growth);
    return { from: -to, to: -from, value: -value, count };
  };

type Reader = ReturnType<typeof readerOf>;

/** The base of the logarithm that numbers the buckets. */
function readGrowth(reader: Reader): number | null {
  if (reader.byte() !== flags.nullable || reader.byte() !== flags.mapping) return null;
  const growth = reader.double();
  const offset = reader.double();
  return growth > 1 && offset === 0 ? growth : null;
}

function readStore(reader: Reader): Bin[] | null {
  const encoding = reader.byte();
  const length = reader.unsigned();
  if (length > 100_000) return null;
  let index = 0;
  if (encoding === encodings.deltas)
    return Array.from({ length }, () => ({ index: (index += reader.signed()), count: reader.double() }));
  if (encoding !== encodings.contiguous) return null;
  const first = reader.signed();
  if (reader.signed() !== 1) return null;
  return Array.from({ length }, (_, step) => ({ index: first + step, count: reader.double() }));
}

/** Little-endian doubles and numbers of seven bits a byte; beyond the end everything is not a number. */
function readerOf(bytes: Buffer) {
  let at = 0;
  const byte = (): number => bytes[at++] ?? Number.NaN;
  const unsigned = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const next = byte();
      if (Number.isNaN(next)) return next;
      value += (next & 127) * scale;
      if (next < 128) return value;
    }
  };
  return {
    byte,
    unsigned,
    /** Signs are in the lowest bit. */
    signed(): number {
      const value = unsigned();
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    },
    double(): number {
      at += 8;
      return at <= bytes.length ? bytes.readDoubleLE(at - 8) : Number.NaN;
    },
    isAtEnd: () => at === bytes.length,
  };
}
