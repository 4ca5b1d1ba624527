import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { Answer } from '@/lib/model/answer';
import type { QuerySpecInput } from '@/lib/model/query-spec';
import { answerOf, bodyOf } from './entry';
import { currentAnswer, findAnswer, type Found } from './find-answer';
import { parseSpec } from './parse-spec';
import type { Purpose, Question } from './refresh';
import { specKey } from './spec-key';
import { viewedOf } from './viewed-questions';

export type RunQueryInput = {
  spec: QuerySpecInput;
  /** Compute it now, whatever is known. */
  skipCache?: boolean;
  purpose?: Purpose;
  /** It belongs to a page that people come back to: after a restart it is asked before they do. */
  isViewed?: boolean;
};

/**
 * Answers a question: from the cache while that is as good as asking, else from the engine, and from the last good answer,
 * marked stale with its reason, while the engine cannot. Throws AppError forbidden, invalid_input, query_rejected, and
 * overloaded, engine_unavailable or engine_timeout when there is no older answer either.
 */
export async function runQuery(ctx: Context, input: RunQueryInput): Promise<Answer> {
  authorize(ctx, 'query:run');
  const spec = parseSpec(input.spec);
  const { workspaceId } = ctx.actor;
  const question = { workspaceId, spec, key: specKey(workspaceId, spec) };
  if (input.isViewed === true) viewedOf(ctx.store).note(question, ctx.clock.now());
  const { entry, meta } = await findAnswer(ctx, question, { ...input, signal: ctx.signal });
  return answerOf(entry, meta);
}

export type QueryJson = { body: Buffer; etag: string };

/**
 * The same as JSON bytes, for doors: a hit costs neither parsing nor serializing. `text` is the request's body.
 * Throws what `runQuery` throws, and at once what can be known at once.
 */
export function runQueryJson(ctx: Context, text: string): Promise<QueryJson> | QueryJson {
  authorize(ctx, 'query:run');
  const question = questionIn(ctx, text);
  const hit = currentAnswer(ctx, question);
  return hit === null ? findAnswer(ctx, question, { signal: ctx.signal }).then(jsonOf) : jsonOf(hit);
}

/** Longer texts are rare and would push answers out of the cache. */
const memoLimit = 8_192;

/** Clients repeat their questions letter by letter, so what a text means is remembered. */
function questionIn(ctx: Context, text: string): Question {
  const { workspaceId } = ctx.actor;
  const memoKey = `t:${workspaceId}:${text}`;
  const known = text.length <= memoLimit ? ctx.cache.get<Question>(memoKey)?.value : undefined;
  if (known !== undefined) return known;
  const spec = parseSpec(parseJson(text));
  const question = { workspaceId, spec, key: specKey(workspaceId, spec) };
  if (text.length <= memoLimit) ctx.cache.set(memoKey, question, ctx.clock.now());
  return question;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new AppError('invalid_input', 'The body is not valid JSON', { cause });
  }
}

function jsonOf({ entry, meta }: Found): QueryJson {
  return { body: bodyOf(entry, meta), etag: `W/"${entry.asOf.toString(36)}-${meta.freshness}"` };
}
