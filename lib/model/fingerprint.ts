const offset = 14_695_981_039_346_656_037n;
const prime = 1_099_511_628_211n;
const encoder = new TextEncoder();

/** FNV-1a with 64 bits. */
export function fnv64(bytes: Iterable<number>): bigint {
  let hash = offset;
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * prime);
  return hash;
}

/**
 * What Alertmanager calls an alert: FNV-1a over the labels by name, each name and each value followed by 0xff; 16 hex
 * digits. The same labels have the same fingerprint whatever their order.
 */
export function fingerprintOf(labels: Readonly<Record<string, string>>): string {
  const parts = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flat();
  return fnv64(parts.flatMap((part) => [...encoder.encode(part), 0xff]))
    .toString(16)
    .padStart(16, '0');
}
