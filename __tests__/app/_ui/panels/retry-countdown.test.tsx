import { act, render, screen } from '@testing-library/react';
import { RetryCountdown } from '@/app/_ui/panels/retry-countdown';

let isHidden = false;
beforeEach(() => {
  jest.useFakeTimers();
  isHidden = false;
  jest.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

const pass = (seconds: number) => {
  for (let n = 0; n < seconds; n += 1) act(() => jest.advanceTimersByTime(1_000));
};

describe('the countdown to the next try', () => {
  it('counts whole seconds down, tries, says so for a second and counts again', () => {
    const onRetry = jest.fn();
    render(<RetryCountdown afterMs={2_400} onRetry={onRetry} />);
    expect(screen.getByText('Trying again in 3 s')).toBeVisible();
    pass(2);
    expect(screen.getByText('Trying again in 1 s')).toBeVisible();
    expect(onRetry).not.toHaveBeenCalled();
    pass(1);
    expect(onRetry).toHaveBeenCalledTimes(1);
    expect(screen.getByText('Trying again now')).toBeVisible();
    pass(1);
    expect(screen.getByText('Trying again in 3 s')).toBeVisible();
    pass(3);
    expect(onRetry).toHaveBeenCalledTimes(2);
  });

  it('never tries more than once a second, whatever the server says', () => {
    const onRetry = jest.fn();
    render(<RetryCountdown afterMs={0} onRetry={onRetry} />);
    expect(screen.getByText('Trying again in 1 s')).toBeVisible();
    pass(4);
    expect(onRetry).toHaveBeenCalledTimes(2);
  });

  it('stands still while nobody looks at the page, and ends with it', () => {
    const onRetry = jest.fn();
    const { unmount } = render(<RetryCountdown afterMs={2_000} onRetry={onRetry} />);
    isHidden = true;
    pass(10);
    expect(screen.getByText('Trying again in 2 s')).toBeVisible();
    isHidden = false;
    pass(2);
    expect(onRetry).toHaveBeenCalledTimes(1);
    unmount();
    pass(10);
    expect(onRetry).toHaveBeenCalledTimes(1);
  });
});
