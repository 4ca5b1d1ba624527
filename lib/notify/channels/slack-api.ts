import { isRecord } from '@/lib/model/is-record';
import { SendError } from '@/lib/notify/sending/sender';
import type { Outlet } from './channel-types';
import { postJson } from './post-json';

/** Without a body it is a GET. */
export type SlackApi = (method: string, how: { body?: object; timeoutMs?: number }) => Promise<Record<string, unknown>>;

/** Slack answers 200 to what it refuses and says why in `error`. */
export function slackApi(outlet: Outlet, apiUrl: string, token: string): SlackApi {
  return async (method, { body, timeoutMs }) => {
    const answer = await postJson(outlet, {
      url: `${apiUrl.replace(/\/+$/, '')}/${method}`,
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}` },
      body,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    if (isRecord(answer) && answer.ok === true) return answer;
    const error = isRecord(answer) && typeof answer.error === 'string' ? answer.error : 'no answer that can be read';
    const isPassing = ['ratelimited', 'internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'];
    throw new SendError(`Slack refused it: ${error.slice(0, 100)}`, !isPassing.includes(error));
  };
}
