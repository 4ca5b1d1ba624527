import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { can } from '@/lib/auth/permissions';
import { roles, scopes, type Actor } from '@/lib/model/actor';
import { listedDoors, type Listed } from './listed-doors';

const file = 'docs/authorization.md';
const workspaceId = 'any';
const columns: [string, Actor][] = [
  ...roles.map((role): [string, Actor] => [role, { kind: 'user', userId: 'any', email: 'any', workspaceId, role }]),
  ...scopes.map((scope): [string, Actor] => [
    `${scope} key`,
    { kind: 'key', keyId: 'any', workspaceId, scopes: [scope] },
  ]),
];

const intro = `# Who may do what

Made from the list that \`__tests__/access/authorization.int.test.ts\` walks: it asks every door as every one of these columns, without a
session, with revoked, unknown and forged ones, from another site and as the owner of another workspace, and a door that is not on the
list fails it. Write it anew with \`UPDATE_DOCS=1 npm run jest -- __tests__/access/authorization-table\`.

A role or a key counts in its own workspace only; what belongs to another one is not found. What concerns the whole machine (backups, the
sample) is refused from every workspace but the main one, whatever the table says. Embeds are opened by tokens, links or a session, see
[embedding.md](embedding.md).
`;

test('the table of doors and roles in the documentation is the one that is checked', async () => {
  const table = [
    row(['door', 'permission', ...columns.map(([name]) => name)]),
    row(Array(columns.length + 2).fill('---')),
  ];
  for (const [door, listed] of Object.entries(listedDoors)) table.push(row([`\`${door}\``, ...cells(listed)]));
  const text = await format(`${intro}\n${table.join('\n')}\n`, { ...(await resolveConfig(file)), parser: 'markdown' });
  if (process.env.UPDATE_DOCS === '1') writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

const row = (parts: readonly string[]): string => `| ${parts.join(' | ')} |`;

function cells({ needs, isForPeople }: Listed): string[] {
  if (needs === 'public') return ['public', ...columns.map(() => 'yes')];
  if (needs === 'protected') return ['of its own', ...columns.map(() => '')];
  if (needs === 'anybody') return ['any session or key', ...columns.map(() => 'yes')];
  return [
    `\`${needs}\``,
    ...columns.map(([, actor]) => (can(actor, needs) && (actor.kind === 'user' || isForPeople !== true) ? 'yes' : '–')),
  ];
}
