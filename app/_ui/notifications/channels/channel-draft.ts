import type { Channel, ChannelKind } from '@/lib/model/channel';
import type { ChannelForm } from '../notification-calls';
import { kindWords, type SettingField } from './channel-kinds';

/** A channel while it is written: every field as its control has it. */
export type ChannelDraft = {
  name: string;
  isEnabled: boolean;
  kind: ChannelKind;
  values: Record<string, string | boolean>;
  /** What was typed; what is stored is never shown. */
  secrets: Record<string, string>;
  /** Stored ones that are to go. */
  removed: string[];
};

export function newDraft(kind: ChannelKind, name: string): ChannelDraft {
  const fields = kindWords[kind].fields.map((field) => [field.name, initialOf(field)] as const);
  const values = { ...Object.fromEntries(fields), sendResolved: true };
  return { name, isEnabled: true, kind, values, secrets: {}, removed: [] };
}

export function draftOf({ name, isEnabled, settings }: Channel): ChannelDraft {
  const stored = new Map<string, unknown>(Object.entries(settings));
  const fields = kindWords[settings.kind].fields.map(
    (field) => [field.name, written(stored.get(field.name), field)] as const,
  );
  const values = { ...Object.fromEntries(fields), sendResolved: settings.sendResolved };
  return { name, isEnabled, kind: settings.kind, values, secrets: {}, removed: [] };
}

const initialOf = ({ type, initial }: SettingField): string | boolean =>
  type === 'check' ? initial === true : String(initial ?? '');

function written(value: unknown, field: SettingField): string | boolean {
  if (field.type === 'check') return value === true;
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** As the door takes it: empty fields are left out, so that what has a default gets it. */
export function formOf(draft: ChannelDraft): ChannelForm {
  const settings: Record<string, unknown> = { kind: draft.kind, sendResolved: draft.values.sendResolved === true };
  for (const field of kindWords[draft.kind].fields) {
    const value = typedValue(draft.values[field.name] ?? '', field);
    if (value !== undefined) settings[field.name] = value;
  }
  const typed = Object.entries(draft.secrets).filter(([, text]) => text !== '');
  const gone = draft.removed.filter((name) => (draft.secrets[name] ?? '') === '').map((name) => [name, null] as const);
  return {
    name: draft.name.trim(),
    isEnabled: draft.isEnabled,
    settings,
    secrets: Object.fromEntries([...gone, ...typed]),
  };
}

function typedValue(value: string | boolean, { type }: SettingField): unknown {
  if (typeof value === 'boolean') return value;
  const text = value.trim();
  if (text === '') return undefined;
  if (type === 'number') return Number(text);
  if (type === 'emails') return text.split(/[\s,;]+/).filter((part) => part !== '');
  return text;
}

/** What is missing before it can be saved, by field; the door checks the rest. */
export function missingIn(draft: ChannelDraft, stored: readonly string[]): Map<string, string> {
  const missing = new Map<string, string>();
  if (draft.name.trim() === '') missing.set('name', 'Give it a name');
  const { fields, secrets } = kindWords[draft.kind];
  for (const { name, isRequired } of fields)
    if (isRequired === true && String(draft.values[name] ?? '').trim() === '')
      missing.set(`settings.${name}`, 'Needed');
  const hasSecret = (name: string): boolean =>
    (draft.secrets[name] ?? '') !== '' || (stored.includes(name) && !draft.removed.includes(name));
  for (const { name, isRequired } of secrets)
    if (isRequired === true && !hasSecret(name)) missing.set(`secrets.${name}`, 'Needed');
  if (draft.kind === 'slack') requireSlackWay(draft, hasSecret, missing);
  return missing;
}

/** Slack can be reached in two ways; one of them has to be whole. */
function requireSlackWay(draft: ChannelDraft, has: (name: string) => boolean, missing: Map<string, string>): void {
  if (!has('botToken') && !has('webhookUrl')) missing.set('secrets.botToken', 'A bot token or a webhook URL is needed');
  if (has('botToken') && String(draft.values.channel ?? '').trim() === '')
    missing.set('settings.channel', 'Needed with a bot token');
}
