import { invalidInput } from '@/lib/model/check-input';

/** Where a list goes on, in a form that clients hand back unread. */
export const writeCursor = (at: number, id: string): string => Buffer.from(`${at} ${id}`).toString('base64url');

/** Throws `invalid_input`. */
export function readCursor(text: string): { at: number; id: string } {
  const match = /^(\d{1,16}) (.{1,60})$/.exec(Buffer.from(text, 'base64url').toString('utf8'));
  const [, at, id] = match ?? [];
  if (at === undefined || id === undefined)
    throw invalidInput([{ path: 'cursor', reason: 'Use the cursor of an earlier answer' }]);
  return { at: Number(at), id };
}
