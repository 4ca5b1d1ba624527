import { SendError } from '@/lib/notify/sending/sender';
import { answerFault, jsonOf } from '@/lib/notify/transport/answer-fault';
import type { HttpRequest } from '@/lib/notify/transport/http-client';
import type { Outlet } from './channel-types';

type JsonRequest = Omit<HttpRequest, 'body'> & { body: unknown };

/** Sends a value as JSON and resolves to the answer's, null when it is not JSON. Throws SendError unless it was accepted. */
export async function postJson({ http, clock }: Outlet, { body, headers, ...request }: JsonRequest): Promise<unknown> {
  const response = await http({
    ...request,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const fault = answerFault(response, clock.now());
  if (fault !== null) throw fault;
  return jsonOf(response.text);
}

/** A secret that has to be there. Throws SendError. */
export function needed(value: string | undefined, what: string): string {
  if (value === undefined || value === '') throw new SendError(`This channel has no ${what}. Enter it again.`, true);
  return value;
}
