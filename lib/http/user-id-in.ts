import { AppError } from '@/lib/errors/app-error';

/** The user id of `/api/people/ID…`, whatever characters it has: it is read from the path itself and decoded once. */
export function userIdIn(url: URL): string {
  const [, encoded = ''] = /^\/api\/people\/([^/]+)/.exec(url.pathname) ?? [];
  try {
    return decodeURIComponent(encoded);
  } catch (cause) {
    throw new AppError('invalid_input', 'The user id in the path is not encoded as a URL has it.', { cause });
  }
}
