import { queryOptions } from '@tanstack/react-query';
import { AppError } from '@/lib/errors/app-error';
import { problemOf, type Problem } from '@/lib/errors/problem';
import type { Answer } from '@/lib/model/answer';
import type { QuerySpec } from '@/lib/model/query-spec';

/**
 * What a panel has to show: the last answer, and why there is no newer one. Both can be there at once, so a failure never
 * takes numbers off the screen.
 */
export type PanelState = { answer: Answer | null; problem: Problem | null };

/** A request that the portal answered with a problem, or did not answer. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
  }

  get retryAfterMs(): number | undefined {
    return this.problem.retryAfterMs;
  }
}

/** Equal questions of a workspace (its slug) have equal keys, whatever the order in which their fields are written. */
export function panelKey(workspace: string, spec: QuerySpec) {
  return ['panel', workspace, spec] as const;
}

/** The panel in the cache: filled by the server, kept up to date by the live stream, fetched only when neither came first. */
export function panelQuery(workspace: string, spec: QuerySpec) {
  return queryOptions({
    queryKey: panelKey(workspace, spec),
    queryFn: async ({ signal, client, queryKey }): Promise<PanelState> => {
      // React renders the boundary in the browser instead, where the request can be made.
      if (typeof window === 'undefined') throw new Error('This panel was not prefetched.');
      try {
        return { answer: await fetchAnswer(spec, { workspace, signal }), problem: null };
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        const last = client.getQueryData<PanelState>(queryKey);
        return { answer: last?.answer ?? null, problem: error.problem };
      }
    },
    staleTime: Infinity,
    retry: false,
  });
}

/** Asks the portal once. Throws ProblemError. */
export async function fetchAnswer(spec: QuerySpec, how: { workspace: string; signal?: AbortSignal }): Promise<Answer> {
  const response = await post(spec, how);
  if (response.ok) return (await response.json()) as Answer;
  throw new ProblemError(await problemFrom(response));
}

async function post(spec: QuerySpec, how: { workspace: string; signal?: AbortSignal }): Promise<Response> {
  try {
    return await fetch('/api/query', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-sightglass-workspace': how.workspace },
      body: JSON.stringify(spec),
      ...(how.signal ? { signal: how.signal } : {}),
    });
  } catch (error) {
    if (how.signal?.aborted) throw error;
    throw new ProblemError(problemOfCode('overloaded', 'The portal cannot be reached.'));
  }
}

async function problemFrom(response: Response): Promise<Problem> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  if (isProblem) return (await response.json()) as Problem;
  return {
    ...problemOfCode('internal', `The portal answered with status ${response.status}.`),
    status: response.status,
  };
}

/** A problem that did not come as problem details: from a live frame, or because nothing came at all. */
export function problemOfCode(
  code: Problem['code'],
  detail: string,
  more: Pick<Problem, 'errors' | 'retryAfterMs'> = {},
): Problem {
  const { errors = [], retryAfterMs } = more;
  return problemOf(new AppError(code, detail, { fields: errors, ...(retryAfterMs !== undefined && { retryAfterMs }) }));
}
