import { formatExact, formatValue } from '@/lib/chart/format-number';
import { formatBucket, formatTick } from '@/lib/chart/format-time';
import { inLocale } from '@/lib/chart/locale';

const at = Date.UTC(2026, 10, 23, 14, 5);
const written = () => [
  formatExact(1_234.5, 'number'),
  formatValue(12_345_678, 'count'),
  formatTick(at, 'day', 'UTC'),
  formatBucket(at, '1h', 'UTC'),
];

describe('numbers and dates of a picture', () => {
  it.each([
    ['en', ['1,234.5', '12.3M', 'Nov 23', 'Mon, Nov 23, 14:05']],
    ['de', ['1.234,5', '12,3M', '23. Nov.', 'Mo, 23. Nov., 14:05']],
    ['ja', ['1,234.5', '12.3M', '11月23日', '月, 11月23日, 14:05']],
  ])('in %s are written %j', (tag, texts) => {
    expect(inLocale(tag, written)).toEqual(texts);
  });

  it('have western digits everywhere, as the axis has them', () => {
    expect(inLocale('ar-EG', written).join()).not.toMatch(/[\u0660-\u0669]/);
  });

  it('are as before after a picture, also one that could not be drawn', () => {
    const before = written();
    const broken = (): string[] => {
      throw new Error('broken');
    };
    expect(() => inLocale('de', broken)).toThrow('broken');
    expect(written()).toEqual(before);
  });
});
