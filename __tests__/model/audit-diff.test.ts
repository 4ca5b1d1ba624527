import { auditDiff } from '@/lib/model/audit-diff';

it.each<[string, unknown, unknown, unknown[]]>([
  ['nothing changed', { a: 1, b: { c: [1] } }, { a: 1, b: { c: [1] } }, []],
  ['nothing there at all', null, null, []],
  ['a value', { name: 'a', days: 3 }, { name: 'a', days: 7 }, [{ path: 'days', before: 3, after: 7 }]],
  ['what was made', null, { name: 'a' }, [{ path: 'name', before: undefined, after: 'a' }]],
  ['what was removed', { name: 'a' }, null, [{ path: 'name', before: 'a', after: undefined }]],
  [
    'inside a list',
    { grid: [{ w: 1 }, { w: 2 }] },
    { grid: [{ w: 1 }, { w: 4 }] },
    [{ path: 'grid.1.w', before: 2, after: 4 }],
  ],
  ['a shorter list', { tags: ['a', 'b'] }, { tags: ['a'] }, [{ path: 'tags.1', before: 'b', after: undefined }]],
  ['another type', { a: { b: 1 } }, { a: 'text' }, [{ path: 'a', before: { b: 1 }, after: 'text' }]],
  ['an empty list', { a: [] }, { a: [1] }, [{ path: 'a', before: [], after: [1] }]],
  ['a plain value', 'a', 'b', [{ path: '', before: 'a', after: 'b' }]],
])('%s', (_, before, after, lines) => {
  expect(auditDiff(before, after)).toEqual(lines);
});

it('does not read what objects inherit, and shows at most 200 lines', () => {
  expect(auditDiff({}, JSON.parse('{"__proto__":{"x":1}}'))).toEqual([
    { path: '', before: {}, after: expect.anything() as unknown },
  ]);
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`f${n}`, n]));
  expect(auditDiff(null, many)).toHaveLength(200);
});
