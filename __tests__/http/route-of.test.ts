import { readdirSync } from 'node:fs';
import { knownRoutes, routeOf } from '@/lib/http/route-of';

describe('the route of a request', () => {
  it.each([
    ['/', '/'],
    ['/overview', '/overview'],
    ['/api/keys/Xk2_9aBcDeFgHiJkLmNoP', '/api/keys/:id'],
    ['/api/keys/an-id-of-words', '/api/keys/:id'],
    ['/api/account/sessions/Xk2_9aBcDeFgHiJkLmNoP', '/api/account/sessions/:id'],
    ['/api/account/second-factor/confirm', '/api/account/second-factor/confirm'],
    ['/api/imports/abc123/start', '/api/imports/:id/start'],
    ['/api/dashboards/import', '/api/dashboards/import'],
    ['/api/dashboards/Xk2_9aBcDeFgHiJkLmNoP/versions/12/restore', '/api/dashboards/:id/versions/:id/restore'],
    ['/api/incidents/Xk2_9aBcDeFgHiJkLmNoP/acknowledge', '/api/incidents/:id/:id'],
    ['/api/incidents/Xk2_9aBcDeFgHiJkLmNoP/suspects', '/api/incidents/:id/suspects'],
    ['/api/incidents/stats', '/api/incidents/stats'],
    ['/incidents/Xk2_9aBcDeFgHiJkLmNoP', '/incidents/:id'],
    ['/alerts/Xk2_9aBcDeFgHiJkLmNoP', '/alerts/:id'],
    ['/alerts/new', '/alerts/new'],
    ['/dashboards/Xk2_9aBcDeFgHiJkLmNoP', '/dashboards/:id'],
    ['/dashboards/Xk2_9aBcDeFgHiJkLmNoP/anything', '/other'],
    ['/notifications/channels', '/notifications/channels'],
    ['/notifications/Xk2_9aBcDeFgHiJkLmNoP', '/other'],
    ['/api/auth/callback/credentials', '/api/auth/:id'],
    ['/_next/static/chunks/1a2b.js', '/_next'],
    [`/${'a'.repeat(500)}`, '/other'],
    ['/embed/charts/Xk2_9aBcDeFgHiJkLmNoP', '/embed/charts/:id'],
    ['/embed/dashboards/Xk2_9aBcDeFgHiJkLmNoP', '/embed/dashboards/:id'],
    ['/embed/v1.js', '/embed/v1.js'],
    ['/api/embeds/Xk2_9aBcDeFgHiJkLmNoP/shares/abc', '/api/embeds/:id/shares/:id'],
    ['/api/embeds/keys/ek_1/rotate', '/api/embeds/keys/:id/rotate'],
    ['/settings/embeds/abc', '/settings/embeds/:id'],
    ['/embed/charts/a/b', '/other'],
    ['/wp-admin', '/other'],
    ['/api/imports/abc/anything', '/other'],
    ['/api/api/api', '/other'],
  ])('%s counts as %s', (path, route) => {
    expect(routeOf(path)).toBe(route);
  });

  it('is one of a list that has every page and door of the portal', () => {
    const files = readdirSync('app', { recursive: true, encoding: 'utf8' });
    const found = files
      .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
      .map((file) => `/${file}`.replace(/\/(page\.tsx|route\.ts)$/, '').replace(/\/\([a-z]+\)/g, ''))
      .map((route) => route.replace(/\[[^\]]+\]/g, ':id') || '/');
    expect([...knownRoutes].sort()).toEqual(found.sort());
  });
});
