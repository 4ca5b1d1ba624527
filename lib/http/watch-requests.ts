import { z } from 'zod';
import { AppError } from '@/lib/errors/app-error';
import { maxWatches } from '@/lib/model/live-frame';

/** A watch as it comes in. */
export const watchRequestSchema = z.object({
  id: z.string().min(1).max(64),
  /** Checked on its own, so that one bad question does not take the others down. */
  spec: z.unknown(),
  since: z.string().max(64).optional(),
  asOf: z.number().optional(),
});
const watchRequestsSchema = z
  .array(watchRequestSchema)
  .max(maxWatches, { message: `at most ${maxWatches} questions on one stream` })
  .refine((list) => new Set(list.map((watch) => watch.id)).size === list.length, { message: 'ids must differ' });

/** A watch as it came in: the spec is not checked yet. */
export type RawWatch = z.infer<typeof watchRequestSchema>;

/**
 * Reads the `watch` parameter of a live stream: a JSON array, as it is or base64url-encoded, which is shorter in a URL.
 * Absent means a stream that tells the portal's status only. Throws AppError invalid_input.
 */
export function readWatchRequests(text: string | null): RawWatch[] {
  if (text === null || text === '') return [];
  const parsed = watchRequestsSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({
    path: ['watch', ...issue.path].join('.'),
    reason: issue.message,
  }));
  throw new AppError('invalid_input', 'watch must be a JSON array of {id, spec}.', { fields });
}

function parseJson(text: string): unknown {
  const json = text.trimStart().startsWith('[') ? text : Buffer.from(text, 'base64url').toString('utf8');
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new AppError('invalid_input', 'watch must be a JSON array, as it is or base64url-encoded.', { cause });
  }
}
