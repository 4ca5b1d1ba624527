import { isUtf8 } from 'node:buffer';
import { AppError, isAppError } from '@/lib/errors/app-error';
import { isDeeperThan } from '@/lib/model/input-faults';
import type { FileFormat } from '@/lib/model/parse-file-text';
import type { z } from 'zod';

/** No document of ours is nested as deep; a reader that follows more than the stack holds takes the portal down. */
const maxDepth = 64;

/** The request's bytes. Throws `too_large` as soon as they exceed the limit and `unsupported_media` for compressed ones. */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity')
    throw new AppError('unsupported_media', 'Send the body as it is, without Content-Encoding.');
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

/** The same as text, without a byte order mark. Throws `invalid_input` for what is not UTF-8. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const bytes = await readBytes(request, maxBytes);
  // Replacing what cannot be read would answer another question than the one that was asked.
  if (!isUtf8(bytes)) throw new AppError('invalid_input', 'The body is not valid UTF-8.');
  const text = bytes.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** The body as JSON that fits the schema; every fault is named with its path. An empty body counts as `{}`. */
export async function readJson<T>(request: Request, schema: z.ZodType<T>, maxBytes = 1024 * 1024): Promise<T> {
  const text = await readText(request, maxBytes);
  const value = text === '' ? {} : parseJson(text);
  if (isDeeperThan(maxDepth, value)) throw tooDeep();
  return parseInput(schema, value);
}

const tooDeep = () =>
  new AppError('invalid_input', `The body is nested deeper than ${maxDepth} levels.`, {
    fields: [{ path: '', reason: `nested deeper than ${maxDepth} levels` }],
  });

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
