import path from 'node:path';
import { readConfig, withPort } from '@/lib/config/config';

const cwd = '/srv/portal';

describe('settings', () => {
  it('have a default for everything', () => {
    const result = readConfig({}, cwd);
    expect(result).toMatchObject({
      ok: true,
      config: {
        port: 3000,
        host: '127.0.0.1',
        publicUrl: 'http://localhost:3000',
        dataDir: path.join(cwd, 'data'),
        sample: true,
        engine: { mode: 'embedded', dataDir: path.join(cwd, 'data/engine') },
        store: { mode: 'pglite', dataDir: path.join(cwd, 'data/store') },
        trustedProxies: 0,
      },
    });
  });

  it('list every fault at once, each with its name', () => {
    const result = readConfig(
      {
        PORT: 'http',
        SIGHTGLASS_SAMPLE: 'maybe',
        CLICKHOUSE_URL: 'ftp://x',
        SIGHTGLASS_INIT_EMAIL: 'a@b.example',
        SIGHTGLASS_SAMPEL: 'on',
      },
      cwd,
    );
    expect(result.ok).toBe(false);
    const faults = result.ok ? [] : result.faults.map((fault) => fault.split(':', 1)[0]);
    expect(faults).toEqual(
      expect.arrayContaining(['PORT', 'SIGHTGLASS_SAMPLE', 'CLICKHOUSE_URL', 'SIGHTGLASS_SAMPEL']),
    );
  });

  it('never repeat a secret in a fault', () => {
    const result = readConfig(
      {
        SIGHTGLASS_INIT_WRITE_KEY: 'too-short',
        SIGHTGLASS_INIT_PASSWORD: 'hunter2',
        SIGHTGLASS_INIT_EMAIL: 'a@b.example',
      },
      cwd,
    );
    expect(JSON.stringify(result)).not.toMatch(/too-short|hunter2/);
    expect(result.ok ? [] : result.faults).toHaveLength(2);
  });

  it('want an email and a password together', () => {
    const result = readConfig({ SIGHTGLASS_INIT_EMAIL: 'a@b.example' }, cwd);
    expect(result).toEqual({ ok: false, faults: [expect.stringContaining('SIGHTGLASS_INIT_PASSWORD')] });
  });

  it('want a mail server and who writes together, and never repeat the password of the server', () => {
    expect(readConfig({ SIGHTGLASS_SMTP_URL: 'smtps://portal:hunter2@mail.example' }, cwd)).toEqual({
      ok: false,
      faults: ['SIGHTGLASS_SMTP_URL and SIGHTGLASS_MAIL_FROM: set both or neither'],
    });
    const wrong = readConfig(
      { SIGHTGLASS_SMTP_URL: 'http://portal:hunter2@mail.example', SIGHTGLASS_MAIL_FROM: 'me' },
      cwd,
    );
    expect(wrong.ok ? [] : wrong.faults).toEqual([
      'SIGHTGLASS_SMTP_URL: needs a URL that begins with smtp:// or smtps://',
      'SIGHTGLASS_MAIL_FROM: needs an email address (got "me")',
    ]);
  });

  it('take an empty value as not set', () => {
    expect(readConfig({ CLICKHOUSE_URL: '', PORT: '' }, cwd)).toMatchObject({
      ok: true,
      config: { port: 3000, engine: { mode: 'embedded' } },
    });
  });

  it.each([
    [{ CLICKHOUSE_URL: 'http://ch:8123' }, { engine: { mode: 'clickhouse', url: 'http://ch:8123' } }],
    [{ DATABASE_URL: 'postgres://u:p@db/x' }, { store: { mode: 'postgres', url: 'postgres://u:p@db/x' } }],
    [{ SIGHTGLASS_ENGINE: 'mock', CLICKHOUSE_URL: 'http://ch:8123' }, { engine: { mode: 'mock' } }],
    [{ SIGHTGLASS_URL: 'https://stats.example/' }, { publicUrl: 'https://stats.example' }],
    [{ HOST: '0.0.0.0', PORT: '8080' }, { publicUrl: 'http://localhost:8080' }],
  ])('%j gives %j', (env, config) => {
    expect(readConfig(env, cwd)).toMatchObject({ ok: true, config });
  });
});

describe('the address of the portal', () => {
  const withEnv = (env: Record<string, string>) => {
    const result = readConfig(env, cwd);
    if (!result.ok) throw new Error(result.faults.join('\n'));
    return withPort(result.config, 4711).publicUrl;
  };

  it.each([
    [{ PORT: '0' }, 'http://localhost:4711'],
    [{ PORT: '0', HOST: '::1' }, 'http://[::1]:4711'],
    [{ PORT: '0', SIGHTGLASS_URL: 'https://portal.example/' }, 'https://portal.example'],
  ])('with %j is %s once the port is open', (env, url) => {
    expect(withEnv(env as Record<string, string>)).toBe(url);
  });
});
