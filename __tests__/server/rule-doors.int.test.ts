import * as backtest from '@/app/api/rules/backtest/route';
import * as exportAll from '@/app/api/rules/export/route';
import * as imported from '@/app/api/rules/import/route';
import * as rules from '@/app/api/rules/route';
import * as exportOne from '@/app/api/rules/[id]/export/route';
import * as restore from '@/app/api/rules/[id]/restore/route';
import * as rule from '@/app/api/rules/[id]/route';
import type { Door } from '@/lib/http/route';
import type { BacktestAnswer } from '@/lib/model/backtest';
import type { ImportedRule, Rule, RuleDocInput, RuleSummary, RuleView } from '@/lib/model/rule';
import { openTestPortal, type TestPortal } from '../build/portal';
import { bearer } from './portal-client';

jest.setTimeout(120_000);
const apiKey = 'sga_rules_test_key_01234';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openTestPortal({ SIGHTGLASS_INIT_API_KEY: apiKey });
});
afterAll(() => portal.stop());

type Call = { id?: string; search?: string; headers?: Record<string, string>; body?: unknown };

function ask(door: Door, method: string, { id, search = '', headers = bearer(apiKey), body }: Call = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request = new Request(`http://localhost/${search}`, {
    method,
    headers,
    ...(text === undefined ? {} : { body: text }),
  });
  return door(request, { params: Promise.resolve(id === undefined ? {} : { id }) });
}
async function ok<T>(status: number, reply: Promise<Response>): Promise<T> {
  const response = await reply;
  const text = await response.text();
  expect([response.status, response.status === status ? '' : text]).toEqual([status, '']);
  return (text === '' ? null : JSON.parse(text)) as T;
}

const doc = (name: string, more: Partial<RuleDocInput> = {}): RuleDocInput => ({
  name,
  spec: { kind: 'total', measures: [{ agg: 'count', event: 'order' }], range: { last: '5m' } },
  condition: { type: 'threshold', operator: '<', levels: [{ severity: 'critical', value: 1 }] },
  isEnabled: false,
  ...more,
});

it('a rule is made, read, saved, deleted and restored', async () => {
  const made = await ok<Rule>(201, ask(rules.POST, 'POST', { body: doc('Orders') }));
  expect(made).toMatchObject({ version: 1, createdBy: 'First API key', provisionedFrom: null });
  const { id } = made;
  expect(await ok<RuleView>(200, ask(rule.GET, 'GET', { id }))).toEqual({ rule: made, series: [] });
  const put = { id, body: { doc: doc('Orders', { for: '5m' }), version: 1 } };
  expect(await ok<Rule>(200, ask(rule.PUT, 'PUT', put))).toMatchObject({ version: 2 });
  expect(await ok(409, ask(rule.PUT, 'PUT', put))).toMatchObject({ code: 'conflict' });
  await ok(204, ask(rule.DELETE, 'DELETE', { id }));
  expect((await ok<{ rules: RuleSummary[] }>(200, ask(rules.GET, 'GET'))).rules).toEqual([]);
  await ok(404, ask(rule.GET, 'GET', { id }));
  await ok(200, ask(restore.POST, 'POST', { id }));
  expect((await ok<{ rules: RuleSummary[] }>(200, ask(rules.GET, 'GET'))).rules).toMatchObject([{ id, series: {} }]);
});

it('rules go out as files and come in again', async () => {
  const { id } = await ok<Rule>(201, ask(rules.POST, 'POST', { body: doc('Out & in') }));
  const one = await ask(exportOne.GET, 'GET', { id, search: '?format=json' });
  expect(one.headers.get('content-disposition')).toBe('attachment; filename="out-in.json"');
  expect(await one.json()).toMatchObject({ kind: 'rules', rules: [{ name: 'Out & in' }] });
  const all = await ask(exportAll.GET, 'GET');
  expect(all.headers.get('content-type')).toBe('application/yaml; charset=utf-8');
  const headers = { ...bearer(apiKey), 'content-type': 'application/yaml' };
  const body = (await all.text()).replace('name: Out & in', 'name: Another');
  const back = await ok<{ rules: ImportedRule[] }>(200, ask(imported.POST, 'POST', { headers, body }));
  expect(back.rules.map(({ name, done }) => `${name} ${done}`).sort()).toEqual(['Another created', 'Orders unchanged']);
  const wrong = await ok(400, ask(imported.POST, 'POST', { body: 'rules:\n  - name: x' }));
  expect(wrong).toMatchObject({
    code: 'invalid_input',
    errors: [{ path: 'rules.0.spec' }, { path: 'rules.0.condition' }],
  });
});

it('a rule that is not saved is tested against the past', async () => {
  const body = { doc: doc('Silent', { isEnabled: true }), days: 7 };
  const answer = await ok<BacktestAnswer>(200, ask(backtest.POST, 'POST', { body }));
  expect(answer).toMatchObject({
    evaluatedEvery: '1m',
    evaluations: 10_080,
    counts: { alerts: 1, incidents: 1, flaps: 0, open: 1 },
    firings: [{ severity: 'critical', value: 0, because: '0 < 1', to: null }],
    note: null,
  });
  expect(answer.to - answer.from).toBe(7 * 86_400_000);
  await ok(400, ask(backtest.POST, 'POST', { body: { ...body, days: 3 } }));
  const faulty = { doc: doc('x', { measure: 3 }), days: 7 };
  expect(await ok(400, ask(backtest.POST, 'POST', { body: faulty }))).toMatchObject({ errors: [{ path: 'measure' }] });
});
