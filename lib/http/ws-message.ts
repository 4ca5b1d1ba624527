import { z } from 'zod';
import { AppError } from '@/lib/errors/app-error';
import { inputFaults } from '@/lib/model/input-faults';
import { watchRequestSchema, type RawWatch } from './watch-requests';

const messageSchema = z.discriminatedUnion('type', [
  watchRequestSchema.extend({ type: z.literal('subscribe') }),
  z.object({ type: z.literal('unsubscribe'), id: watchRequestSchema.shape.id }),
]);

export type WsMessage = ({ type: 'subscribe' } & RawWatch) | { type: 'unsubscribe'; id: string };

/** One message of a reader; its spec is not checked yet. Throws AppError invalid_input that names each fault. */
export function readWsMessage(text: string): WsMessage {
  const parsed = messageSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const fields = inputFaults(parsed.error.issues);
  const expected = 'A message is {"type":"subscribe","id","spec","since"?,"asOf"?} or {"type":"unsubscribe","id"}';
  const [first] = fields;
  const fault = first === undefined ? '' : `: ${first.path || 'message'}: ${first.reason}`;
  throw new AppError('invalid_input', `${expected}${fault}`, { fields, detail: idIn(text) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid_input', 'A message must be JSON text.', {
      cause,
      fields: [{ path: '', reason: 'not JSON' }],
    });
  }
}

/** The subscription that a faulty message was about, if it says so. */
function idIn(text: string): string | undefined {
  const { data } = z.object({ id: watchRequestSchema.shape.id }).safeParse(JSON.parse(text));
  return data?.id;
}
