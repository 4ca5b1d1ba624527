import type { Matcher } from '@/lib/model/matcher';
import { AmError, refused, unfit } from './am-error';
import { isObject, parseTime, unparsable } from './parse-body';
import { regexFault } from './parse-filter';

export type PostedSilence = {
  id: string | null;
  matchers: Matcher[];
  startsAt: number;
  endsAt: number;
  createdBy: string;
  comment: string;
};

const what = 'silence';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const longest = { text: 2_000, value: 1_000, matchers: 50 };

/** Reads what POST /api/v2/silences was given. Throws AmError. */
export function parseSilence(body: unknown, now: number): PostedSilence {
  if (!isObject(body)) throw unparsable(what, 'json: cannot unmarshal into Go value of type models.PostableSilence');
  const posted = {
    id: typeof body.id === 'string' && body.id !== '' ? body.id : null,
    comment: required(body.comment, 'comment'),
    createdBy: required(body.createdBy, 'createdBy'),
    endsAt: requiredTime(body.endsAt, 'endsAt'),
    matchers: readMatchers(body.matchers),
    startsAt: requiredTime(body.startsAt, 'startsAt'),
  };
  if (posted.startsAt >= posted.endsAt) throw refused('Failed to create silence: start time must be before end time');
  if (posted.endsAt < now) throw refused("Failed to create silence: end time can't be in the past");
  checkMatchers(posted.matchers);
  return posted;
}

/** The id in a path. Throws AmError 422. */
export function parseSilenceId(id: string): string {
  if (uuid.test(id)) return id.toLowerCase();
  throw unfit(601, `silenceID in path must be of type uuid: ${JSON.stringify(id)}`);
}

export const noSuchSilence = (status: 404 | 500) => new AmError(status, 'silence not found');

function required(value: unknown, field: string): string {
  if (typeof value !== 'string') throw unfit(602, `${field} in body is required`);
  if (value.length > longest.text) throw unfit(603, `${field} in body should be at most ${longest.text} chars long`);
  return value;
}

function requiredTime(value: unknown, field: string): number {
  const ms = parseTime(value, what);
  if (ms === null) throw unfit(602, `${field} in body is required`);
  return ms;
}

function readMatchers(value: unknown): Matcher[] {
  if (value === undefined || value === null) throw unfit(602, 'matchers in body is required');
  if (!Array.isArray(value)) throw unparsable(what, 'json: cannot unmarshal into Go value of type models.Matchers');
  if (value.length === 0) throw unfit(612, 'matchers in body should have at least 1 items');
  if (value.length > longest.matchers)
    throw unfit(611, `matchers in body should have at most ${longest.matchers} items`);
  return value.map((matcher: unknown, index) => readMatcher(matcher, index));
}

function readMatcher(value: unknown, index: number): Matcher {
  const { name, value: text, isRegex, isEqual } = isObject(value) ? value : {};
  const missing = typeof isRegex !== 'boolean' ? 'isRegex' : typeof name !== 'string' ? 'name' : 'value';
  if (typeof name !== 'string' || typeof text !== 'string' || typeof isRegex !== 'boolean')
    throw unfit(602, `matchers.${index}.${missing} in body is required`);
  return { name, value: text, isRegex, isEqual: isEqual !== false };
}

function checkMatchers(matchers: readonly Matcher[]): void {
  matchers.forEach(({ name, value, isRegex }, index) => {
    const isName = /^[a-zA-Z_][a-zA-Z0-9_]{0,99}$/.test(name);
    if (!isName || value.length > longest.value)
      throw refused(
        `silence invalid: invalid label matcher ${index}: invalid label ${isName ? 'value' : 'name'} ${JSON.stringify(isName ? value.slice(0, 20) : name)}`,
      );
    const fault = isRegex ? regexFault(value) : null;
    if (fault !== null)
      throw refused(
        `silence invalid: invalid label matcher ${index}: invalid regular expression ${JSON.stringify(value)}: ${fault}`,
      );
  });
  if (matchers.every(matchesEmpty))
    throw refused('silence invalid: at least one matcher must not match the empty string');
}

/** Whether a label that is missing fits: one that fits everything silences the world. */
const matchesEmpty = ({ value, isRegex, isEqual }: Matcher): boolean =>
  (isRegex ? new RegExp(`^(?:${value})$`).test('') : value === '') === isEqual;
