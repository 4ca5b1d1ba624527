/** The one place where the layering is written down. A room imports lower ranks only; rooms of one rank stay apart. */
const ranks = [
  ['errors', 'process'],
  ['time'],
  ['model', 'config'],
  ['telemetry', 'chart', 'raster'],
  ['engine', 'store', 'cache', 'breaker', 'live', 'spool'],
  ['auth', 'wake'],
  ['audit'],
  ['query', 'ingest', 'notify'],
  ['incidents', 'people'],
  ['dashboards', 'alerts'],
  ['embed', 'provision', 'alertmanager', 'backup'],
  ['runtime'],
  ['http'],
];
const drivers = 'engine|store|cache|breaker|live|spool';
const domain = ranks.slice(5, 11).flat().join('|');
const room = (names) => `^lib/(${names})/`;
const rule = (name, from, to) => ({ name, severity: 'error', from, to });
const types = { dependencyTypesNot: ['type-only'] };

/** npm package -> the only folders that may import it. */
const owners = {
  '@clickhouse/client': '^lib/engine/',
  chdb: '^lib/engine/host/',
  'drizzle-orm': '^lib/store/',
  '@electric-sql/pglite': '^lib/store/',
  pg: '^lib/store/',
  'lru-cache': '^lib/(cache|auth)/',
  cockatiel: '^lib/breaker/',
  'prom-client': '^lib/telemetry/',
  '@node-rs/argon2': '^lib/auth/',
  nodemailer: '^lib/notify/',
  otpauth: '^lib/auth/',
  uqr: '^lib/auth/',
  jose: '^lib/(embed|auth)/',
  micromark: '^lib/embed/',
  'request-filtering-agent': '^lib/notify/',
  '@resvg/resvg-js': '^lib/raster/',
  ws: '^lib/http/',
  'modern-tar': '^lib/backup/',
  'next-auth': '^(lib/(auth|http)/|app/)',
  next: '^(lib/http/|app/)',
  react: '^(lib/http/|app/)',
  recharts: '^app/_ui/charts/',
  '@tanstack/react-query': '^app/',
};

module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    ...ranks.slice(0, -1).map((names, i) =>
      rule(
        `rank-${i}-points-down`,
        { path: room(names.join('|')) },
        {
          path: room(
            ranks
              .slice(i + 1)
              .flat()
              .join('|'),
          ),
        },
      ),
    ),
    ...ranks.map((names, i) =>
      rule(
        `rank-${i}-siblings-apart`,
        { path: room(names.join('|')) },
        { path: room(names.join('|')), pathNot: '^lib/$1/' },
      ),
    ),
    rule('domain-gets-drivers-from-ctx', { path: room(domain) }, { path: room(`${drivers}|config`), ...types }),
    rule(
      'config-read-by-runtime-only',
      { path: '^(app|lib)/', pathNot: '^lib/(config|runtime)/' },
      { path: room('config'), ...types },
    ),
    rule('context-is-types-only', { path: '^lib/context\\.ts$' }, { path: '^(lib|app)/', ...types }),
    rule('drivers-ignore-context', { path: room(ranks.slice(0, 5).flat().join('|')) }, { path: '^lib/context\\.ts$' }),
    rule('lib-below-app', { path: '^lib/' }, { path: '^app/' }),
    rule(
      'browser-sees-pure-rooms',
      { path: '^app/(_ui|_data/(?!prefetch))' },
      // Who is on call is decided in one place, which is pure, also for the calendar of a draft.
      {
        path: '^lib/',
        pathNot: `${room('model|time|errors|chart|dashboards|incidents|alerts')}|^lib/notify/routing/on-call\\.ts$`,
        ...types,
      },
    ),
    rule('app-calls-verbs', { path: '^app/' }, { path: room(`${drivers}|config`), ...types }),
    rule('routes-leave-wiring-to-http', { path: '^app/' }, { path: room('runtime') }),
    rule('no-test-imports', { pathNot: '^(__tests__|e2e|bench)/' }, { path: '^(__tests__|e2e)/' }),
    rule('no-barrels', {}, { path: '^lib/.*/index\\.tsx?$' }),
    ...Object.entries(owners).map(([pkg, path]) =>
      rule(`owner-of-${pkg}`, { path: '^(app|lib)/', pathNot: path }, { path: `(^|node_modules/)${pkg}(/|$)` }),
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
