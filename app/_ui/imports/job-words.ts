import type { ImportFormat, ImportJob } from '@/lib/model/import-job';

export const formatWords: Record<ImportFormat, string> = {
  csv: 'CSV',
  ndjson: 'NDJSON',
  parquet: 'Parquet',
  'access-log': 'Access log',
};

export const stateWords: Record<
  ImportJob['state'],
  { label: string; tone: 'neutral' | 'accent' | 'good' | 'warn' | 'bad' }
> = {
  uploading: { label: 'Uploading', tone: 'accent' },
  mapping: { label: 'Waiting for you', tone: 'warn' },
  running: { label: 'Loading', tone: 'accent' },
  done: { label: 'Done', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
  cancelled: { label: 'Cancelled', tone: 'neutral' },
};

export const count = (value: number): string => Math.round(value).toLocaleString('en');

export function size(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

export function duration(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

/** `2026-05-01 13:00:05`, UTC, the same on the server and in every browser. */
export const moment = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
