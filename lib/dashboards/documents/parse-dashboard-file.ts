import { z } from 'zod';
import type { FieldError } from '@/lib/errors/app-error';
import { dashboardDocSchema, type DashboardDoc } from '@/lib/model/dashboard';
import { tryInput, type Checked } from '@/lib/model/check-input';
import { isRecord } from '@/lib/model/is-record';
import { located, parseFileText, type FileFormat } from '@/lib/model/parse-file-text';

type FileFaults = {
  faults: FieldError[];
  /** It is a sound file of ours about something else. */
  isOtherKind?: boolean;
};
export type DashboardFile = {
  doc: DashboardDoc;
  /** Slug of the workspace that a provisioned file is for. */
  workspace?: string;
};

/** What a dashboard is wrapped in when it is exported, so that later versions know what they read. */
const envelopeSchema = z.strictObject({
  sightglass: z.literal(1, { message: 'This version of Sightglass reads files of version 1' }),
  kind: z.literal('dashboard', { message: 'Only files of the kind dashboard can be read here' }),
  workspace: z.string().min(1).max(40).optional(),
  dashboard: z.unknown(),
});

/**
 * A dashboard from the text of a file: in its envelope or bare, JSON or YAML (by its first character when the format is
 * not given). The faults name path and line.
 */
export function parseDashboardFile(text: string, format?: FileFormat): { value: DashboardFile } | FileFaults {
  const parsed = parseFileText(text, format ?? (/^\s*\{/.test(text) ? 'json' : 'yaml'));
  if ('faults' in parsed) return parsed;
  const { value, lineOf } = parsed;
  const file = readFile(value);
  if ('value' in file) return file;
  const isOtherKind = isRecord(value) && value.sightglass === 1 && value.kind !== 'dashboard';
  return { faults: located(file.faults, lineOf), isOtherKind };
}

function readFile(value: unknown): Checked<DashboardFile> {
  if (!isRecord(value)) return { faults: [{ path: '', reason: 'The file holds no dashboard' }] };
  if (!('sightglass' in value)) return readContent(value, '');
  const envelope = tryInput(envelopeSchema, value);
  if ('faults' in envelope) return envelope;
  const { workspace, dashboard } = envelope.value;
  const read = readContent(dashboard, 'dashboard');
  return 'value' in read && workspace !== undefined ? { value: { ...read.value, workspace } } : read;
}

function readContent(value: unknown, base: string): Checked<DashboardFile> {
  const checked = tryInput(dashboardDocSchema, value);
  if ('value' in checked) return { value: { doc: checked.value } };
  const under = (path: string) => [base, path].filter((part) => part !== '').join('.');
  return { faults: checked.faults.map((fault) => ({ ...fault, path: under(fault.path) })) };
}
