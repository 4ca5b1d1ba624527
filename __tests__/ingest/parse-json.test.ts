import fc from 'fast-check';
import { parseJson } from '@/lib/ingest/parse-json';

describe('JSON of clients', () => {
  it('is what JSON.parse makes of it while all whole numbers fit into a double', () => {
    fc.assert(
      fc.property(
        fc
          .jsonValue()
          .map((value) => JSON.stringify(value))
          .filter((text) => !/\d{16}/.test(text)),
        (text) => expect(parseJson(text)).toEqual(JSON.parse(text)),
      ),
    );
  });
  it('keeps every digit of whole numbers that do not fit, wherever they stand', () => {
    const big = fc.bigInt({ min: 2n ** 53n, max: 10n ** 40n });
    fc.assert(
      fc.property(fc.tuple(big, fc.boolean(), fc.string()), ([size, isNegative, text]) => {
        const number = isNegative ? -size : size;
        const json = `{${JSON.stringify(text)}:${JSON.stringify(`${text}${number}`)},"a":[${number}, 1],"b":{"c" :${number}}}`;
        expect(parseJson(json)).toMatchObject({ a: [number, 1], b: { c: number } });
      }),
    );
  });
  it.each([
    ['[9007199254740991]', [9007199254740991]],
    ['[1234567890123456.5]', [1234567890123456.5]],
    ['[12345678901234567e3]', [12345678901234567e3]],
    ['["9007199254740993", ":9007199254740993"]', ['9007199254740993', ':9007199254740993']],
    ['["\\\\",9007199254740993]', ['\\', 9007199254740993n]],
    ['{"a":1,"a":2}', { a: 2 }],
  ])('%s', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });
  it('that is none throws as JSON.parse does', () => {
    expect(() => parseJson('[9007199254740993,')).toThrow(SyntaxError);
  });
});
