import { failureOf } from './call-api';

/** Posts to a door for people who are not signed in. Rejects with an Error whose message can be shown. */
export async function callPublic(path: string, body: unknown): Promise<void> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new Error('The portal cannot be reached. Check that it is running, then try again.', { cause });
  });
  if (!response.ok) throw await failureOf(response);
}
