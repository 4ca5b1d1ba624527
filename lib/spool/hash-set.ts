/**
 * A set of 64-bit hashes, 8 bytes a slot, at most half full.
 * Linear probing over interleaved (low, high) pairs. Low 0 is free; a deleted slot keeps low 0 and high 1 so that probes go on.
 */
export class HashSet {
  size = 0;
  private used = 0;
  private slots: Uint32Array;

  constructor(slots: number) {
    this.slots = new Uint32Array(slots * 2);
  }

  has(low: number, high: number): boolean {
    return this.find(low, high) >= 0;
  }

  add(low: number, high: number): boolean {
    const at = this.find(low, high);
    if (at >= 0) return false;
    this.slots[~at] = low;
    this.slots[~at + 1] = high;
    this.size += 1;
    this.used += 1;
    if (this.used * 4 > this.slots.length) this.grow();
    return true;
  }

  delete(low: number, high: number): boolean {
    const at = this.find(low, high);
    if (at < 0) return false;
    this.slots[at] = 0;
    this.slots[at + 1] = 1;
    this.size -= 1;
    return true;
  }

  /** The index of the pair, or the complement of the free slot where it belongs. */
  private find(low: number, high: number): number {
    const { slots } = this;
    const mask = slots.length - 2;
    let at = (low << 1) & mask;
    for (;;) {
      const slot = slots[at];
      if (slot === low && slots[at + 1] === high) return at;
      if (slot === 0 && slots[at + 1] === 0) return ~at;
      at = (at + 2) & mask;
    }
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Uint32Array(this.size * 8 > old.length ? old.length * 2 : old.length);
    this.used = this.size;
    for (let i = 0; i < old.length; i += 2) {
      const low = old[i] ?? 0;
      const high = old[i + 1] ?? 0;
      if (low === 0) continue;
      const at = ~this.find(low, high);
      this.slots[at] = low;
      this.slots[at + 1] = high;
    }
  }
}
