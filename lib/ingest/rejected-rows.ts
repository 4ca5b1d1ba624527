import { isDeeperThan } from '@/lib/model/input-faults';
import type { ParsedItem } from './parse-batch';

export type RejectedRow = {
  workspace: string;
  receivedAt: number;
  source: string;
  name: string;
  id: string;
  reason: string;
  sample: string;
};

const maxSampleLength = 1_000;
const maxReasonLength = 500;
const maxShownDepth = 500;

/** A row of `rejected_events` as a JSON line, cut to a bounded size. */
export function rejectedLine(row: RejectedRow): string {
  return JSON.stringify({
    workspace: row.workspace,
    received_at: row.receivedAt,
    source: row.source,
    event_name: clean(row.name, 200),
    event_id: clean(row.id, 200),
    reason: clean(row.reason, maxReasonLength),
    sample: clean(row.sample, maxSampleLength),
  });
}

/** What the client sent, for people to look at. */
export function sampleOf(item: ParsedItem): string {
  return 'fault' in item ? item.text : shownJson(item.value);
}

/** JSON for people to look at; of what is nested too deeply to be written only that it is. */
export function shownJson(value: unknown): string {
  if (isDeeperThan(maxShownDepth, value)) return '(nested too deeply to be shown)';
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? '';
}

export function nameOf(item: ParsedItem): string {
  const value = 'value' in item ? item.value : null;
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
    ? value.name
    : '';
}

function clean(text: string, maxLength: number): string {
  const short = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  return short.toWellFormed().replaceAll('\0', '\uFFFD');
}
