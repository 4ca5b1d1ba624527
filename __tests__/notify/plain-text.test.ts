import fc from 'fast-check';
import { escapeXml } from '@/lib/chart/svg';
import { defuse, fit, oneLine, taken } from '@/lib/notify/channels/plain-text';

const j = '\u2060';

describe('text of others', () => {
  it.each([
    ['@everyone', `@${j}everyone`],
    ['#general', `#${j}general`],
    ['https://evil.example', `https:${j}//evil.${j}example`],
    ['javascript:alert(1)', `javascript${j}:alert(1)`],
    ['evil.com/login', `evil.${j}com/login`],
    ['/start now', `/${j}start now`],
    ['p99 is 12.5, above 10.25', 'p99 is 12.5, above 10.25'],
    ['/', '/'],
  ])('%s is no longer a link or a mention', (text, expected) => {
    expect(defuse(text)).toBe(expected);
  });

  it('stands on one line and in the direction it is read', () => {
    expect(oneLine('a\r\n\tb\u0000c\u202eevil\u2066 ')).toBe('a b cevil');
  });

  it('is cut before it is escaped, and never longer than what fits', () => {
    expect(fit('<<<<', 12, escapeXml)).toBe('&lt;&lt;…');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 40 }), (text, max) => {
        const cut = fit(text, max, escapeXml);
        expect(cut.length).toBeLessThanOrEqual(max);
        expect(cut.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
        expect(cut.isWellFormed()).toBe(true);
      }),
    );
  });

  it('is left out in whole parts', () => {
    expect(taken(['aa', 'bb', 'cc'], 5, (part) => part.length)).toEqual({ parts: ['aa', 'bb'], left: 1 });
  });
});
