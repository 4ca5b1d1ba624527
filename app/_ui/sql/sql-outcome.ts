import type { TextPosition } from '@/lib/errors/app-error';
import type { Problem } from '@/lib/errors/problem';
import type { Answer, AnswerMeta, SqlData } from '@/lib/model/answer';
import type { QuerySpecInput } from '@/lib/model/query-spec';

export type SqlFault = { message: string; position: TextPosition | null };
/** What came of a statement. */
export type SqlOutcome = { data: SqlData; meta: AnswerMeta } | { fault: SqlFault };

type Asked = { workspace: string; spec: QuerySpecInput; signal: AbortSignal };

/** Runs a statement; null when it was cancelled. Leaving the request ends the statement in the engine. */
export async function askSql({ workspace, spec, signal }: Asked): Promise<SqlOutcome | null> {
  try {
    const response = await fetch('/api/query', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-sightglass-workspace': workspace },
      body: JSON.stringify(spec),
      signal,
    });
    if (response.ok) {
      const { data, meta } = (await response.json()) as Answer<SqlData>;
      return { data, meta };
    }
    return { fault: await faultOf(response) };
  } catch {
    // Whatever breaks a request between here and the portal looks the same to the browser.
    if (signal.aborted) return null;
    return { fault: { message: 'The portal cannot be reached. Check that it is running.', position: null } };
  }
}

async function faultOf(response: Response): Promise<SqlFault> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  if (!isProblem) return { message: `The portal answered with status ${response.status}.`, position: null };
  const { detail, errors } = (await response.json()) as Problem;
  return { message: detail, position: errors?.[0]?.position ?? null };
}
