import type { Action } from '@/lib/auth/permissions';

/**
 * Who may use a door: `public` needs nobody, `anybody` needs a session or a key, `protected` has a way of its own (next-auth, tokens of
 * embeds), everything else is the permission its verb asks for. `body` is one that the door accepts, so that a refusal is about the person and not about the form.
 */
export type Listed = {
  needs: Action | 'public' | 'protected' | 'anybody';
  /** Whatever its scopes, a key is refused: what is made belongs to the person who asks. */
  isForPeople?: true;
  body?: unknown;
  query?: string;
};

const threshold = { type: 'threshold', operator: '>=', levels: [{ severity: 'warning', value: 1 }] };
const spec = { kind: 'total', measures: [{ agg: 'count' }], range: { last: '1h' } };
const rule = { name: 'Of the walk', spec, condition: threshold, every: '1m' };
const chart = { title: 'Of the walk', chart: 'number', spec };
const dashboard = { title: 'Of the walk', panels: [] };
const at = Date.UTC(2026, 0, 1);
const matchers = [{ name: 'service', value: 'walk' }];
const silence = { matchers, startsAt: at, endsAt: at + 3_600_000, comment: 'walk' };

const passwords = { password: 'not it', newPassword: 'a long new password' };
const factor = { password: 'not it', code: '000000' };
const account = { name: 'Of the walk', role: 'viewer' };
const posted = {
  ...{ matchers: [{ name: 'service', value: 'walk', isRegex: false }], createdBy: 'walk', comment: 'walk' },
  ...{ startsAt: '2026-01-01T00:00:00Z', endsAt: '2099-01-01T00:00:00Z' },
};

/**
 * Every door of the portal. A door that is missing here fails the test, so that nobody adds one without saying who may use it.
 * `docs/authorization.md` is made from it.
 */
export const listedDoors: Record<string, Listed> = {
  'GET /-/healthy': { needs: 'public' },
  'GET /-/ready': { needs: 'public' },
  'GET /metrics': { needs: 'public' },
  'GET /api/health/live': { needs: 'public' },
  'GET /api/health/ready': { needs: 'public' },
  'GET /api/version': { needs: 'public' },
  'GET /api/auth/[...nextauth]': { needs: 'protected' },
  'POST /api/auth/[...nextauth]': { needs: 'protected' },

  'GET /api/events': { needs: 'public' },
  'OPTIONS /api/events': { needs: 'public' },
  'POST /api/events': { needs: 'events:write', query: 'wait=visible', body: { name: 'walk' } },
  'GET /api/rejected-events': { needs: 'rejected:read' },
  'POST /api/rejected-events': { needs: 'public' },
  'GET /api/imports': { needs: 'imports:read' },
  'POST /api/imports': { needs: 'imports:run', query: 'file=walk.csv', body: { name: 'walk' } },
  'GET /api/imports/[id]': { needs: 'imports:read' },
  'POST /api/imports/[id]/cancel': { needs: 'imports:run' },
  'GET /api/imports/[id]/preview': { needs: 'imports:read' },
  'POST /api/imports/[id]/preview': {
    needs: 'imports:read',
    body: { mapping: { format: 'ndjson', eventName: 'walk', columns: [] } },
  },
  'POST /api/imports/[id]/start': { needs: 'imports:run', body: {} },
  'GET /api/retention': { needs: 'workspace:read' },
  'PUT /api/retention': { needs: 'retention:manage', body: { days: 400 } },
  'GET /api/sample': { needs: 'workspace:read' },
  'POST /api/sample': { needs: 'sample:manage', isForPeople: true },
  'DELETE /api/sample': { needs: 'sample:manage' },
  'PUT /api/sample/speed': { needs: 'sample:manage', body: { speed: 1 } },

  'POST /api/query': { needs: 'query:run', body: spec },
  'POST /api/query/stream': { needs: 'query:run', body: spec },
  'GET /api/live': { needs: 'query:run' },
  'GET /api/catalog': { needs: 'query:run' },
  'GET /api/snippets': { needs: 'dashboards:read' },
  'POST /api/snippets': { needs: 'dashboards:write', body: { name: 'Of the walk', sql: 'SELECT 1' } },
  'PUT /api/snippets/[id]': { needs: 'dashboards:write', body: { name: 'Of the walk', sql: 'SELECT 1' } },
  'DELETE /api/snippets/[id]': { needs: 'dashboards:write' },

  'GET /api/charts': { needs: 'dashboards:read' },
  'POST /api/charts': { needs: 'dashboards:write', body: chart },
  'GET /api/charts/[id]': { needs: 'dashboards:read' },
  'PUT /api/charts/[id]': { needs: 'dashboards:write', body: chart },
  'DELETE /api/charts/[id]': { needs: 'dashboards:write' },
  'POST /api/charts/[id]/restore': { needs: 'dashboards:write' },
  'GET /api/dashboards': { needs: 'dashboards:read' },
  'POST /api/dashboards': { needs: 'dashboards:write', body: dashboard },
  'POST /api/dashboards/import': { needs: 'dashboards:write', body: dashboard },
  'GET /api/dashboards/[id]': { needs: 'dashboards:read' },
  'PUT /api/dashboards/[id]': { needs: 'dashboards:write', body: { doc: dashboard, version: 1 } },
  'DELETE /api/dashboards/[id]': { needs: 'dashboards:write' },
  'POST /api/dashboards/[id]/duplicate': { needs: 'dashboards:write', body: {} },
  'GET /api/dashboards/[id]/export': { needs: 'dashboards:read' },
  'POST /api/dashboards/[id]/panels': { needs: 'dashboards:write', body: chart },
  'POST /api/dashboards/[id]/restore': { needs: 'dashboards:write' },
  'GET /api/dashboards/[id]/versions': { needs: 'dashboards:read' },
  'GET /api/dashboards/[id]/versions/[version]': { needs: 'dashboards:read' },
  'POST /api/dashboards/[id]/versions/[version]/restore': { needs: 'dashboards:write' },
  'GET /api/annotations': { needs: 'dashboards:read' },
  'POST /api/annotations': { needs: 'annotations:write', body: { at, text: 'walk' } },
  'PUT /api/annotations/[id]': { needs: 'annotations:write', body: { at, text: 'walk' } },
  'DELETE /api/annotations/[id]': { needs: 'annotations:write' },

  'GET /api/rules': { needs: 'alerts:read' },
  'POST /api/rules': { needs: 'rules:write', body: rule },
  'POST /api/rules/backtest': { needs: 'alerts:read', body: { doc: rule } },
  'GET /api/rules/export': { needs: 'alerts:read' },
  'POST /api/rules/import': { needs: 'rules:write', body: { rules: [rule] } },
  'GET /api/rules/[id]': { needs: 'alerts:read' },
  'PUT /api/rules/[id]': { needs: 'rules:write', body: { doc: rule, version: 1 } },
  'DELETE /api/rules/[id]': { needs: 'rules:write' },
  'GET /api/rules/[id]/export': { needs: 'alerts:read' },
  'POST /api/rules/[id]/restore': { needs: 'rules:write' },
  'GET /api/alerts': { needs: 'alerts:read' },
  'GET /api/incidents': { needs: 'alerts:read' },
  'GET /api/incidents/stats': { needs: 'alerts:read' },
  'GET /api/incidents/[id]': { needs: 'alerts:read' },
  'PATCH /api/incidents/[id]': { needs: 'incidents:handle', body: { title: 'Of the walk' } },
  'GET /api/incidents/[id]/suspects': { needs: 'alerts:read' },
  'POST /api/incidents/[id]/[action]': { needs: 'incidents:handle', body: {} },

  'GET /api/silences': { needs: 'alerts:read' },
  'POST /api/silences': { needs: 'silences:write', body: silence },
  'POST /api/silences/preview': { needs: 'alerts:read', body: silence },
  'GET /api/silences/[id]': { needs: 'alerts:read' },
  'PUT /api/silences/[id]': { needs: 'silences:write', body: silence },
  'DELETE /api/silences/[id]': { needs: 'silences:write' },
  'GET /api/channels': { needs: 'notifications:manage' },
  'POST /api/channels': { needs: 'notifications:manage', body: {} },
  'POST /api/channels/test': { needs: 'notifications:manage', body: {} },
  'GET /api/channels/[id]': { needs: 'notifications:manage' },
  'PUT /api/channels/[id]': { needs: 'notifications:manage', body: {} },
  'DELETE /api/channels/[id]': { needs: 'notifications:manage' },
  'POST /api/channels/[id]/test': { needs: 'notifications:manage' },
  'GET /api/routing': { needs: 'alerts:read' },
  'PUT /api/routing': { needs: 'notifications:manage', body: { routing: {}, version: 99 } },
  'POST /api/routing/try': { needs: 'alerts:read', body: { labels: {} } },
  'GET /api/deliveries': { needs: 'alerts:read' },
  'POST /api/deliveries/[id]/discard': { needs: 'notifications:manage' },
  'POST /api/deliveries/[id]/resend': { needs: 'notifications:manage' },

  'POST /api/v1/alerts': { needs: 'alerts:send', body: [] },
  'GET /api/v2/alerts': { needs: 'alerts:read' },
  'POST /api/v2/alerts': { needs: 'alerts:send', body: [] },
  'GET /api/v2/alerts/groups': { needs: 'alerts:read' },
  'GET /api/v2/receivers': { needs: 'alerts:read' },
  'GET /api/v2/silence/[id]': { needs: 'alerts:read' },
  'DELETE /api/v2/silence/[id]': { needs: 'silences:write' },
  'GET /api/v2/silences': { needs: 'alerts:read' },
  'POST /api/v2/silences': { needs: 'silences:write', body: posted },
  'GET /api/v2/status': { needs: 'alerts:read' },

  'GET /api/keys': { needs: 'keys:read' },
  'POST /api/keys': { needs: 'keys:manage', body: { name: 'Of the walk', scopes: ['query'] } },
  'DELETE /api/keys/[id]': { needs: 'keys:manage' },
  'GET /api/status': { needs: 'status:read' },
  'POST /api/breakers/[name]/reset': { needs: 'breakers:reset' },
  'GET /api/backups': { needs: 'backups:make' },
  'POST /api/backups': { needs: 'backups:make', body: {} },
  'GET /api/backups/[name]': { needs: 'backups:read' },
  'DELETE /api/backups/[name]': { needs: 'backups:read' },

  'GET /api/account': { needs: 'account:manage' },
  'PATCH /api/account': { needs: 'account:manage', body: { name: 'Of the walk' } },
  'POST /api/account/password': { needs: 'account:manage', body: passwords },
  'POST /api/account/recovery-codes': { needs: 'account:manage', body: factor },
  'GET /api/account/second-factor': { needs: 'account:manage' },
  'POST /api/account/second-factor': { needs: 'account:manage', body: { password: 'not it' } },
  'POST /api/account/second-factor/confirm': { needs: 'account:manage', body: { code: '000000' } },
  'POST /api/account/second-factor/remove': { needs: 'account:manage', body: factor },
  'GET /api/account/sessions': { needs: 'account:manage' },
  'DELETE /api/account/sessions': { needs: 'account:manage' },
  'DELETE /api/account/sessions/[id]': { needs: 'account:manage' },
  'POST /api/password/forgot': { needs: 'public' },
  'POST /api/password/reset': { needs: 'public' },

  'GET /api/workspaces': { needs: 'anybody' },
  'POST /api/workspaces': { needs: 'workspace:manage', isForPeople: true, body: { name: 'Of the walk' } },
  'PATCH /api/workspaces/current': { needs: 'workspace:manage', body: { name: 'Of the walk' } },
  'DELETE /api/workspaces/current': { needs: 'workspace:delete', body: { confirm: 'not its name' } },
  'GET /api/members': { needs: 'members:read' },
  'PATCH /api/members/[id]': { needs: 'members:manage', body: { role: 'viewer' } },
  'DELETE /api/members/[id]': { needs: 'members:manage' },
  'DELETE /api/members/[id]/second-factor': { needs: 'members:manage' },
  'GET /api/invitations': { needs: 'members:manage' },
  'POST /api/invitations': { needs: 'members:manage', body: { email: 'walk@example.com', role: 'viewer' } },
  'POST /api/invitations/accept': { needs: 'public' },
  'DELETE /api/invitations/[id]': { needs: 'members:manage' },
  'POST /api/invitations/[id]/resend': { needs: 'members:manage' },
  'GET /api/service-accounts': { needs: 'service_accounts:manage' },
  'POST /api/service-accounts': { needs: 'service_accounts:manage', body: account },
  'PUT /api/service-accounts/[id]': { needs: 'service_accounts:manage', body: account },
  'DELETE /api/service-accounts/[id]': { needs: 'service_accounts:manage' },
  'GET /api/audit': { needs: 'audit:read' },
  'GET /api/audit/export': { needs: 'audit:read' },
  'GET /api/people': { needs: 'people:manage' },
  'GET /api/people/[id]': { needs: 'people:manage' },
  'GET /api/people/[id]/events': { needs: 'people:manage' },
  'DELETE /api/people/[id]': { needs: 'people:manage', body: { confirm: 'not the one' } },

  'GET /api/charts/[id]/data.csv': { needs: 'dashboards:read' },
  'GET /api/charts/[id]/data.json': { needs: 'dashboards:read' },
  'GET /api/charts/[id]/image.png': { needs: 'dashboards:read' },
  'GET /api/charts/[id]/image.svg': { needs: 'dashboards:read' },
  'GET /api/embeds': { needs: 'embeds:manage' },
  'POST /api/embeds': { needs: 'embeds:manage', body: { kind: 'chart', resourceId: 'of-nobody' } },
  'GET /api/embeds/[id]': { needs: 'embeds:manage' },
  'PATCH /api/embeds/[id]': { needs: 'embeds:manage', body: { name: 'Of the walk' } },
  'DELETE /api/embeds/[id]': { needs: 'embeds:manage' },
  'GET /api/embeds/[id]/shares': { needs: 'embeds:manage' },
  'POST /api/embeds/[id]/shares': { needs: 'embeds:manage', body: { name: 'Of the walk' } },
  'DELETE /api/embeds/[id]/shares/[share]': { needs: 'embeds:manage' },
  'GET /api/embeds/keys': { needs: 'embeds:manage' },
  'POST /api/embeds/keys': { needs: 'embeds:manage', body: { algorithm: 'HS256', name: 'Of the walk' } },
  'DELETE /api/embeds/keys/[id]': { needs: 'embeds:manage' },
  'POST /api/embeds/keys/[id]/rotate': { needs: 'embeds:manage' },
  'GET /embed/charts/[id]': { needs: 'protected' },
  'HEAD /embed/charts/[id]': { needs: 'protected' },
  'POST /embed/charts/[id]': { needs: 'protected' },
  'GET /embed/dashboards/[id]': { needs: 'protected' },
  'HEAD /embed/dashboards/[id]': { needs: 'protected' },
  'POST /embed/dashboards/[id]': { needs: 'protected' },
  'GET /embed/v1.js': { needs: 'public' },
  'HEAD /embed/v1.js': { needs: 'public' },
  'GET /embed/view.js': { needs: 'public' },
  'HEAD /embed/view.js': { needs: 'public' },
};

/** Answered with a refusal whoever asks: another method than the door has, or a path that Alertmanager has and we have not. */
export const refusing = [
  'DELETE /api/v2/alerts',
  'PATCH /api/v2/alerts',
  'PUT /api/v2/alerts',
  'DELETE /api/v2/[unknown]',
  'GET /api/v2/[unknown]',
  'POST /api/v2/[unknown]',
  'PUT /api/v2/[unknown]',
];
