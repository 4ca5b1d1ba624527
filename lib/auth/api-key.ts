import { hash, timingSafeEqual } from 'node:crypto';
import type { Scope } from '@/lib/model/actor';
import type { ApiKey } from '@/lib/store/store';
import { randomKeyText } from './random-text';

/** A new key in clear text. The prefix tells people, and secret scanners, what they found: `sgw_` writes only. */
export function newApiKeyText(scopes: readonly Scope[]): string {
  const writesOnly = scopes.every((scope) => scope === 'ingest');
  return `${writesOnly ? 'sgw' : 'sga'}_${randomKeyText()}`;
}

/** SHA-256, hex. Keys are long and random, so unlike passwords they need no slow hash. */
export function hashApiKey(key: string): string {
  return hash('sha256', key, 'hex');
}

/** The first characters, for people to recognize a key by: never more than a quarter of it. */
export function apiKeyPrefix(key: string): string {
  return key.slice(0, Math.min(8, Math.floor(key.length / 4)));
}

/** Compares two hashes in a time that does not depend on where they differ. */
export function isSameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The key of an `Authorization: Bearer …` header; null when there is none or it has another form. */
export function parseBearer(header: string | null | undefined): string | null {
  const match = /^Bearer +([\x21-\x7e]{1,512}) *$/i.exec(header ?? '');
  return match?.[1] ?? null;
}

/**
 * The key of an `Authorization` header, also of a Basic one, where tools that know no bearer tokens (amtool, Grafana's older
 * data sources) put it in place of the password; null when there is none or it has another form.
 */
export function parseKey(header: string | null | undefined): string | null {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=]{1,1024}) *$/i.exec(header ?? '') ?? [];
  if (encoded === undefined) return parseBearer(header);
  const [user = '', ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return parseBearer(`Bearer ${password.join(':') || user}`);
}

/** A key as it may be shown: without its hash. */
export type ApiKeySummary = Omit<ApiKey, 'hash' | 'workspaceId' | 'role'>;

export function summarizeApiKey({
  hash: _hash,
  workspaceId: _workspaceId,
  role: _role,
  ...shown
}: ApiKey): ApiKeySummary {
  return shown;
}
