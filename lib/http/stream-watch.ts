import { toAppError, type AppError } from '@/lib/errors/app-error';
import type { Held, LiveQuestion, StreamOwner } from '@/lib/live/hub';
import type { Actor } from '@/lib/model/actor';
import { actorIdOf } from '@/lib/model/actor-id';
import { parseSpec } from '@/lib/query/parse-spec';
import { specKey } from '@/lib/query/spec-key';
import type { RawWatch } from './watch-requests';

/** One question that a stream watches, or why it cannot be watched. */
export type StreamWatch = { id: string; held?: Held } & ({ question: LiveQuestion } | { error: AppError });

/** A watch whose question is checked; one bad question must not take the others of its stream down. */
export function watchOf(workspaceId: string, { id, spec: input, since, asOf }: RawWatch): StreamWatch {
  try {
    const spec = parseSpec(input);
    return { id, held: { since, asOf }, question: { workspaceId, key: specKey(workspaceId, spec), spec } };
  } catch (error) {
    return { id, error: toAppError(error) };
  }
}

export function streamOwnerOf(actor: Actor): StreamOwner {
  const sessionId = actor.kind === 'user' ? actor.sessionId : undefined;
  return { workspaceId: actor.workspaceId, actorId: actorIdOf(actor), kind: actor.kind, sessionId };
}
