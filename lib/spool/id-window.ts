import type { Clock } from '@/lib/time/clock';
import { HashSet } from './hash-set';

/** Hashes of the ids that one request claimed: low and high half in turn. */
export type IdClaims = number[];

export type IdSeed = readonly [number, number];

export type IdWindow = {
  /** True when the id is new in its workspace: it is taken at once and added to `claims`. False for a duplicate. */
  claim(workspace: string, id: string, claims: IdClaims): boolean;
  /** Gives ids back whose events could not be stored, so that a retry is not taken for a duplicate. */
  release(claims: IdClaims): void;
  /** Takes over hashes read from disk (8 bytes each, little endian). */
  load(hashes: Buffer): void;
  /** Starts a new generation, begun at `startedAt` (Unix ms); the one before the last is forgotten. */
  rotate(startedAt: number): void;
  size(): number;
};

type Options = { clock: Clock; seed: IdSeed; windowMs: number; capacity: number };

/**
 * Ids seen lately, as 64-bit hashes in two generations of open addressing tables. A generation ends after `windowMs`
 * or `capacity` ids, so an id is known for at least the shorter of the two and at most twice that, in at most
 * 32 bytes an id. The seed is random per data folder: nobody can craft two ids that collide.
 */
export function createIdWindow({ clock, seed, windowMs, capacity }: Options): IdWindow {
  let current = new HashSet(64);
  let previous = new HashSet(64);
  let startedAt = clock.now();

  function rotate(at: number): void {
    previous = current;
    current = new HashSet(64);
    startedAt = at;
  }

  return {
    claim(workspace, id, claims) {
      const now = clock.now();
      if (current.size >= capacity || now - startedAt >= windowMs) rotate(now);
      const [low, high] = hashId(seed, workspace, id);
      if (previous.has(low, high) || !current.add(low, high)) return false;
      claims.push(low, high);
      return true;
    },
    release(claims) {
      for (let i = 0; i + 1 < claims.length; i += 2) {
        const low = claims[i] ?? 0;
        const high = claims[i + 1] ?? 0;
        if (!current.delete(low, high)) previous.delete(low, high);
      }
    },
    load(hashes) {
      for (let at = 0; at + 8 <= hashes.length; at += 8) {
        const low = hashes.readUInt32LE(at);
        // A zero is a hole that a power cut left in the file.
        if (low !== 0) current.add(low, hashes.readUInt32LE(at + 4));
      }
    },
    rotate,
    size: () => current.size + previous.size,
  };
}

export function encodeClaims(claims: IdClaims): Buffer {
  const bytes = Buffer.allocUnsafe(claims.length * 4);
  for (let i = 0; i < claims.length; i += 1) bytes.writeUInt32LE(claims[i] ?? 0, i * 4);
  return bytes;
}

/**
 * Two independent 32-bit multiplicative hashes with the finalizer of MurmurHash3 (Appleby, public domain). The low half
 * is never 0, which marks a free slot.
 */
export function hashId(seed: IdSeed, workspace: string, id: string): [number, number] {
  let a = seed[0];
  let b = seed[1];
  for (let i = 0; i < workspace.length; i += 1) {
    const unit = workspace.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  a = Math.imul(a ^ 0x1_0000, 0x9e3779b1) ^ (a >>> 15);
  b = Math.imul(b ^ 0x1_0000, 0x5f356495) ^ (b >>> 13);
  for (let i = 0; i < id.length; i += 1) {
    const unit = id.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1) ^ (a >>> 15);
    b = Math.imul(b ^ unit, 0x5f356495) ^ (b >>> 13);
  }
  return [finish(a ^ (b >>> 16)) || 1, finish(b ^ (a >>> 13))];
}

function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
