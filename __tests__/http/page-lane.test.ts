import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createPageLane } from '@/lib/http/page-lane';

/** A reader's end of a page: whether it is gone, and the event that says so. */
const reader = (isGone = false) =>
  Object.assign(new EventEmitter(), { destroyed: isGone }) as unknown as ServerResponse;

/** A page whose rendering ends when the test says so. */
function page() {
  let end: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const done = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  const render = jest.fn(() => done);
  return { render, end, fail };
}

const usual = { width: 1, holdMs: 100, longestWaitMs: 1_000, refuse: jest.fn(), between: () => Promise.resolve() };
const settled = () => jest.advanceTimersByTimeAsync(0);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('pages are rendered a few at a time, in the order of their arrival', () => {
  it('begins the next one when one is done', async () => {
    const lane = createPageLane({ ...usual, width: 2 });
    const pages = [page(), page(), page(), page()];
    const answers = pages.map(({ render }) => lane(render, reader()));
    await settled();
    expect(pages.map(({ render }) => render.mock.calls.length)).toEqual([1, 1, 0, 0]);
    pages[1]?.end();
    await settled();
    expect(pages.map(({ render }) => render.mock.calls.length)).toEqual([1, 1, 1, 0]);
    pages[0]?.end();
    pages[2]?.end();
    await settled();
    pages[3]?.end();
    await expect(Promise.all(answers)).resolves.toHaveLength(4);
  });

  it('does not let a page that waits for its panels hold up the others, and counts its place once', async () => {
    const lane = createPageLane(usual);
    const [slow, second, third] = [page(), page(), page()];
    const first = lane(slow.render, reader());
    void lane(second.render, reader());
    void lane(third.render, reader());
    await jest.advanceTimersByTimeAsync(99);
    expect(second.render).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(second.render).toHaveBeenCalled();
    slow.end();
    await first;
    await settled();
    expect(third.render).not.toHaveBeenCalled();
  });

  it('skips a reader who left before the turn came', async () => {
    const lane = createPageLane(usual);
    const [first, last] = [page(), page()];
    const unread = page();
    void lane(first.render, reader());
    void lane(unread.render, reader(true));
    void lane(last.render, reader());
    first.end();
    await settled();
    expect(unread.render).not.toHaveBeenCalled();
    expect(last.render).toHaveBeenCalled();
  });

  it('gives the place on when a page fails, and says that it failed', async () => {
    const lane = createPageLane(usual);
    const [broken, next] = [page(), page()];
    const answer = lane(broken.render, reader());
    const failed = expect(answer).rejects.toThrow('no page');
    void lane(next.render, reader());
    broken.fail(new Error('no page'));
    await failed;
    await settled();
    expect(next.render).toHaveBeenCalled();
  });

  it('gives the place on when the reader leaves in the middle', async () => {
    const lane = createPageLane(usual);
    const [left, next] = [page(), page()];
    const away = reader();
    void lane(left.render, away);
    void lane(next.render, reader());
    await settled();
    away.emit('close');
    await settled();
    expect(next.render).toHaveBeenCalled();
  });

  it('refuses who comes when somebody has waited too long, and takes them again when that one had their turn', async () => {
    const refuse = jest.fn();
    const lane = createPageLane({ ...usual, holdMs: 60_000, refuse });
    const [first, second, late, later] = [page(), page(), page(), page()];
    void lane(first.render, reader());
    void lane(second.render, reader());
    await jest.advanceTimersByTimeAsync(1_001);
    const away = reader();
    await lane(late.render, away);
    expect(refuse.mock.calls).toEqual([[away]]);
    first.end();
    await settled();
    void lane(later.render, reader());
    second.end();
    await settled();
    expect([late, later].map(({ render }) => render.mock.calls.length)).toEqual([0, 1]);
    expect(refuse).toHaveBeenCalledTimes(1);
  });
});
