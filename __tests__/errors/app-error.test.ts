import { AppError, errorTable, isAppError, toAppError, type ErrorCode } from '@/lib/errors/app-error';
import { problemOf } from '@/lib/errors/problem';
import { problem } from '@/lib/http/respond';

describe('errors', () => {
  it.each(Object.keys(errorTable) as ErrorCode[])('%s has a status of a failure and a title', (code) => {
    const error = new AppError(code, 'words');
    expect(error.status).toBeGreaterThanOrEqual(400);
    expect(problemOf(error)).toMatchObject({
      code,
      status: error.status,
      detail: 'words',
      title: expect.stringMatching(/\w/) as unknown,
    });
  });

  it('never show what they do not know', () => {
    const error = toAppError(new Error('password=hunter2 at /etc'));
    expect(error.code).toBe('internal');
    expect(JSON.stringify(problemOf(error))).not.toMatch(/hunter2|etc/);
  });

  it('are recognized when another copy of the module made them', () => {
    const foreign = Object.assign(new Error('x'), { name: 'AppError', code: 'not_found' });
    expect(isAppError(foreign)).toBe(true);
    expect(isAppError(Object.assign(new Error('x'), { code: 'ENOENT' }))).toBe(false);
  });

  it('say in whole seconds when to try again', async () => {
    const response = problem(new AppError('overloaded', 'busy', { retryAfterMs: 1_200 }), 'r1');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    await expect(response.json()).resolves.toMatchObject({ requestId: 'r1', retryAfterMs: 1_200 });
  });
});
