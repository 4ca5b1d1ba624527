/** What a statement can be made of in this workspace. */
export type SqlSchema = {
  events: { name: string; count: number }[];
  /** Fields such as `properties.country` with the types seen there. */
  properties: { field: string; type: string }[];
};

export const eventColumns: readonly { name: string; type: string; about: string }[] = [
  { name: 'name', type: 'text', about: 'Name of the event' },
  { name: 'timestamp', type: 'time', about: 'When it happened, UTC' },
  { name: 'value', type: 'number', about: 'The number it carries, or NULL' },
  { name: 'user_id', type: 'text', about: 'User or anonymous id, empty when none was sent' },
  { name: 'session_id', type: 'text', about: 'Session, empty when none was sent' },
  { name: 'event_id', type: 'text', about: 'Id of the event' },
  { name: 'received_at', type: 'time', about: 'When the portal got it, UTC' },
  { name: 'properties', type: 'JSON', about: 'Everything else that was sent' },
];

/** `properties.a b.c` as it must be written in a statement: keys that are no plain words are quoted. */
export function columnText(field: string): string {
  return field
    .split('.')
    .map((key) => (/^[A-Za-z_]\w*$/.test(key) ? key : `\`${key.replace(/[`\\]/g, '\\$&')}\``))
    .join('.');
}

/** A text as a statement holds it. */
export const literalText = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
