import { defaultLimits, memoryFor } from '@/lib/engine/embedded';

const gb = 1024 ** 3;

describe('the memory of the embedded engine', () => {
  it('is half of the machine, and a statement of people never gets more than a gigabyte of it', () => {
    expect(defaultLimits(24 * gb)).toMatchObject({ serverMemory: 12 * gb, queryMemory: 6 * gb, readerMemory: gb });
    expect(defaultLimits(2 * gb)).toMatchObject({ serverMemory: gb, queryMemory: gb / 2, readerMemory: gb / 2 });
  });

  it.each([
    { name: 'a container with less', granted: 2 * gb, expected: 2 * gb },
    { name: 'no limit, which reads as more than there is', granted: 18_446_744_073_709_552_000, expected: 24 * gb },
    { name: 'a system that does not tell', granted: 0, expected: 24 * gb },
  ])('is measured by what may be used: $name', ({ granted, expected }) => {
    expect(memoryFor(24 * gb, granted)).toBe(expected);
  });
});
