import fc from 'fast-check';
import type { Matcher } from '@/lib/model/matcher';
import { linearRegex } from '@/lib/notify/routing/linear-regex';
import { matcherFaults, matchersText, matchesAll } from '@/lib/notify/routing/matches-all';

const equal = (name: string, value: string): Matcher => ({ name, value, isRegex: false, isEqual: true });
const unequal = (name: string, value: string): Matcher => ({ name, value, isRegex: false, isEqual: false });
const like = (name: string, value: string): Matcher => ({ name, value, isRegex: true, isEqual: true });
const unlike = (name: string, value: string): Matcher => ({ name, value, isRegex: true, isEqual: false });

describe('matchers', () => {
  const labels = { severity: 'critical', team: 'web', instance: 'a\nb' };
  test.each<[string, Matcher[], boolean]>([
    ['no matcher fits everything', [], true],
    ['an equal value fits', [equal('team', 'web')], true],
    ['another value does not', [equal('team', 'shop')], false],
    ['a part of the value does not', [equal('team', 'we')], false],
    ['a missing label is empty', [equal('zone', '')], true],
    ['a missing label is no value', [equal('zone', 'x')], false],
    ['a missing label differs from a value', [unequal('zone', 'x')], true],
    ['a missing label does not differ from the empty value', [unequal('zone', '')], false],
    ['an expression is anchored at the end', [like('team', 'we')], false],
    ['an expression is anchored at the start', [like('team', 'eb')], false],
    ['alternatives are anchored together', [like('team', 'x|web')], true],
    ['alternatives do not leak out of the anchors', [like('team', 'w|ebx')], false],
    ['a missing label fits what fits nothing', [like('zone', '.*')], true],
    ['a missing label does not fit one character', [like('zone', '.+')], false],
    ['an expression can be negated', [unlike('team', 'w.b')], false],
    ['a negated expression fits a missing label', [unlike('zone', '.+')], true],
    ['a dot is no line feed', [like('instance', 'a.b')], false],
    ['all have to fit', [equal('team', 'web'), equal('severity', 'info')], false],
    ['all fit', [equal('team', 'web'), like('severity', 'crit.*')], true],
    ['what cannot be run fits nothing', [like('team', '(?=web)web')], false],
  ])('%s', (_name, matchers, fits) => {
    expect(matchesAll(labels, matchers)).toBe(fits);
  });

  test('are written as Alertmanager writes them', () => {
    expect(matchersText([equal('a', 'x"y'), unequal('b', ''), like('c', 'd|e'), unlike('f', '.')])).toBe(
      '{a="x\\"y",b!="",c=~"d|e",f!~"."}',
    );
  });

  test('with an expression that cannot be run are named with their path', () => {
    expect(matcherFaults([equal('a', '(?=x)'), like('b', '(a)\\1')], 'policies.2.matchers')).toEqual([
      expect.objectContaining({ path: 'policies.2.matchers.1.value' }),
    ]);
  });
});

describe('expressions in linear time', () => {
  test.each([
    ['', ''],
    ['a{2,3}', 'aaa'],
    ['a{2,3}', 'a'],
    ['a{2,}', 'aaaa'],
    ['a{0}b', 'b'],
    ['(ab|a)(bc|c)?', 'abc'],
    ['(?:x|y)+?z', 'xyxz'],
    ['(?<name>x)y', 'xy'],
    ['[^a-c]\\d\\.', 'z5.'],
    ['[\\]x]+', ']x]'],
    ['^a$|^$', ''],
    ['\\w+@\\w+\\.\\w{2,}', 'me@example.com'],
    ['a{,2}', 'a{,2}'],
    ['(a*)*b', 'aaab'],
    ['.*\\.eu-[0-9]+', 'web.eu-1'],
    ['💥+', '💥💥'],
  ])('%s on %j', (pattern, text) => {
    expect(linearRegex(pattern)?.test(text)).toBe(
      new RegExp(`^(?:${pattern})$`, pattern.startsWith('💥') ? 'u' : '').test(text),
    );
  });

  test.each([
    '(?=a)',
    '(?!a)',
    '(?<=a)b',
    '(?<!a)b',
    '(a)\\1',
    '\\bx',
    '\\p{L}',
    '(',
    ')',
    '[',
    '*',
    'a**b{2,1}',
    'a\\',
  ])('%s is refused', (pattern) => {
    expect(linearRegex(pattern)).toBeNull();
  });

  test('repeats of repeats are refused before they fill the memory', () => {
    expect(linearRegex('((a{1000}){1000}){1000}')).toBeNull();
  });

  test.each(['(a*)*b', '(a|a)*b', '(a?a?)*b', '(.*)*.*.*.*.*=', '([a-z]+)+!'])(
    '%s ends soon on a long text',
    (pattern) => {
      const from = performance.now();
      expect(linearRegex(pattern)?.test('a'.repeat(2_000))).toBe(false);
      expect(performance.now() - from).toBeLessThan(2_000);
    },
  );

  test('decide as the engine of the language does', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '(a|b)', '(ab|a)', '(a*)', '(b+|)');
    const piece = fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{1,2}', '*?')).map((pair) => pair.join(''));
    const pattern = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(pattern, fc.stringMatching(/^[abc]{0,8}$/), (source, text) => {
        expect(linearRegex(source)?.test(text)).toBe(new RegExp(`^(?:${source})$`).test(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
