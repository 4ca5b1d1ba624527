const offset = 14_695_981_039_346_656_037n;
const prime = 1_099_511_628_211n;
const mask = (1n << 64n) - 1n;
const separator = 0xff;

/**
 * Alertmanager's name of a set of labels, 16 hex digits: FNV-1a with 64 bits over the labels in the order of their names,
 * each name and value followed by a byte 255.
 */
export function fingerprintOf(labels: Readonly<Record<string, string>>): string {
  const encoder = new TextEncoder();
  let hash = offset;
  const add = (byte: number) => {
    hash = ((hash ^ BigInt(byte)) * prime) & mask;
  };
  for (const name of Object.keys(labels).sort()) {
    for (const part of [name, labels[name] ?? '']) {
      encoder.encode(part).forEach(add);
      add(separator);
    }
  }
  return hash.toString(16).padStart(16, '0');
}
