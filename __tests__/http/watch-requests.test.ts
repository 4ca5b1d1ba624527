import { readWatchRequests } from '@/lib/http/watch-requests';

const list = [
  { id: 'a', spec: { kind: 'total' } },
  { id: 'ü', spec: null, since: 'e-1', asOf: 5 },
];

describe('the watch parameter', () => {
  it.each([
    ['as JSON', JSON.stringify(list)],
    ['as base64url', Buffer.from(JSON.stringify(list)).toString('base64url')],
  ])('is read %s', (_, text) => expect(readWatchRequests(text)).toEqual(list));

  it('may be absent', () => expect(readWatchRequests(null)).toEqual([]));

  it.each([
    ['is not JSON', '%%%'],
    ['is not an array', Buffer.from('{}').toString('base64url')],
    ['names an id twice', JSON.stringify([list[0], list[0]])],
    ['has an id that is no text', JSON.stringify([{ id: 1, spec: {} }])],
    ['has more than 64 questions', JSON.stringify(Array.from({ length: 65 }, (_, n) => ({ id: `w${n}`, spec: {} })))],
  ])('is refused when it %s', (_, text) => {
    expect(() => readWatchRequests(text)).toThrow(expect.objectContaining({ code: 'invalid_input' }) as Error);
  });
});
