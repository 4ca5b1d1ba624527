import { AppError, isAppError } from '@/lib/errors/app-error';
import type { FileFormat } from '@/lib/model/parse-file-text';
import type { z } from 'zod';

/** The request's bytes, refused with `too_large` as soon as they exceed the limit. */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > maxBytes) throw tooLarge(maxBytes);
  if (request.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    throw new AppError('invalid_input', 'The connection ended before the body did.', { cause });
  }
  return Buffer.concat(chunks, size);
}

const tooLarge = (maxBytes: number) =>
  new AppError('too_large', `The request body may have at most ${maxBytes.toLocaleString('en')} bytes.`);

/** The body as JSON that fits the schema; every fault is named with its path. An empty body counts as `{}`. */
export async function readJson<T>(request: Request, schema: z.ZodType<T>, maxBytes = 1024 * 1024): Promise<T> {
  const bytes = await readBytes(request, maxBytes);
  return parseInput(schema, bytes.length === 0 ? {} : parseJson(bytes.toString('utf8')));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid_input', `The body is not valid JSON: ${(cause as Error).message}`, { cause });
  }
}

/** Checks a value against a schema; throws `invalid_input` with a path and a reason for each fault. */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), reason: issue.message }));
  const first = fields[0];
  throw new AppError(
    'invalid_input',
    first ? `${first.path || 'body'}: ${first.reason}` : 'The request is not valid.',
    { fields },
  );
}

/** What kind of file a body says it is; undefined when its content type names neither. */
export function fileFormatOf(request: Request): FileFormat | undefined {
  const type = request.headers.get('content-type') ?? '';
  if (/\byaml\b|\bx-yaml\b/i.test(type)) return 'yaml';
  return /\bjson\b/i.test(type) ? 'json' : undefined;
}
