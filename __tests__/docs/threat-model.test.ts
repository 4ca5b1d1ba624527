import { existsSync, readFileSync } from 'node:fs';

test('every test that the threat model names is there', () => {
  const text = readFileSync('docs/threat-model.md', 'utf8');
  const files = [...text.matchAll(/`((?:__tests__|e2e)\/[^`]+)`/g)].map(([, file]) => file ?? '');
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});
