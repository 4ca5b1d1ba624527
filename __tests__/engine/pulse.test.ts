import { startPulse } from '@/lib/engine/pulse';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('a process that answers is left alone, however long', () => {
  const onStill = jest.fn();
  const pulse = startPulse({ ping: () => pulse.heard(), onStill });
  jest.advanceTimersByTime(10 * 60_000);
  expect(onStill).not.toHaveBeenCalled();
  pulse.stop();
});

test('one that stops answering is noticed after ten seconds, once', () => {
  const onStill = jest.fn();
  startPulse({ ping: () => undefined, onStill });
  jest.advanceTimersByTime(10_000);
  expect(onStill).not.toHaveBeenCalled();
  jest.advanceTimersByTime(2_000);
  expect(onStill).toHaveBeenCalledTimes(1);
  jest.advanceTimersByTime(60_000);
  expect(onStill).toHaveBeenCalledTimes(1);
});

test('one that answers late has all its beats back', () => {
  const onStill = jest.fn();
  const pulse = startPulse({ ping: () => undefined, onStill });
  jest.advanceTimersByTime(9_000);
  pulse.heard();
  jest.advanceTimersByTime(10_000);
  expect(onStill).not.toHaveBeenCalled();
  pulse.stop();
  jest.advanceTimersByTime(60_000);
  expect(onStill).not.toHaveBeenCalled();
});
