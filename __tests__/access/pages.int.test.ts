import { readdirSync } from 'node:fs';
import { describeBuilt, endAll, newDataDir, startPortal, type PortalProcess } from '../server/portal-process';

jest.setTimeout(120_000);
/** What strangers may see; everything else sends them to the sign-in page. */
const publicPages = /^\/(sign-in|embed\/|invite\/|forgot|reset)/;

afterAll(endAll);

describeBuilt('pages without a session', () => {
  let portal: PortalProcess;
  beforeAll(async () => {
    portal = startPortal(await newDataDir(), { SIGHTGLASS_LOG: 'silent' });
    await portal.ready();
  });

  const pages = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file}`.replace(/\/page\.tsx$/, '').replace(/\/\([a-z]+\)/g, '') || '/')
    .filter((page) => !publicPages.test(page))
    .map((page) => page.replace(/\[[^\]]+\]/g, 'any'));

  it.each(pages)('%s leads to the sign-in page and says nothing', async (page) => {
    for (const headers of [{}, { cookie: 'next-auth.session-token=forged' }]) {
      const reply = await fetch(`${portal.url}${page}`, { redirect: 'manual', headers });
      expect(reply.status).toBe(307);
      expect(new URL(reply.headers.get('location') ?? '', portal.url).pathname).toBe('/sign-in');
      expect(await reply.text()).not.toContain('<html');
    }
  });

  it('and their names are among them', () => {
    expect(pages).toEqual(expect.arrayContaining(['/', '/overview', '/settings', '/dashboards/any', '/incidents/any']));
  });
});
