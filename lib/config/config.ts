import path from 'node:path';
import { z } from 'zod';

const flag = z.enum(['on', 'off']);
const whole = (min: number, max: number) => {
  const range = `needs a whole number from ${min}${max === Number.MAX_SAFE_INTEGER ? '' : ` to ${max}`}`;
  return z.coerce.number(range).int(range).min(min, range).max(max, range);
};
const webUrl = z.url({ protocol: /^https?$/, error: 'needs a URL that begins with http:// or https://' });
const origin = webUrl.transform((url) => url.replace(/\/+$/, ''));
const smtpUrl = z.url({ protocol: /^smtps?$/, error: 'needs a URL that begins with smtp:// or smtps://' });
const roleMap = z
  .string()
  .regex(
    /^\s*[^,]*[^\s,]\s*=\s*(viewer|editor|admin|owner)\s*(,\s*[^,]*[^\s,]\s*=\s*(viewer|editor|admin|owner)\s*)*$/,
    'needs VALUE=ROLE, with commas between them and roles out of viewer, editor, admin, owner; * stands for everybody',
  );
const secretKey = z.string().min(16, 'needs 16 characters or more');

const schema = z.object({
  PORT: whole(0, 65_535).default(3_000),
  HOST: z.string().min(1).default('127.0.0.1'),
  SIGHTGLASS_URL: origin.optional(),
  SIGHTGLASS_DATA: z.string().min(1).default('./data'),
  SIGHTGLASS_SAMPLE: flag.default('on'),
  SIGHTGLASS_ENGINE: z.enum(['embedded', 'mock']).default('embedded'),
  SIGHTGLASS_PROVISION: z.string().min(1).optional(),
  SIGHTGLASS_INIT_EMAIL: z.email().optional(),
  SIGHTGLASS_INIT_PASSWORD: z.string().min(10, 'needs 10 characters or more').optional(),
  SIGHTGLASS_INIT_WORKSPACE: z.string().min(1).max(80).default('main'),
  SIGHTGLASS_INIT_WRITE_KEY: secretKey.optional(),
  SIGHTGLASS_INIT_API_KEY: secretKey.optional(),
  SIGHTGLASS_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  SIGHTGLASS_SPOOL_LIMIT_MB: whole(1, Number.MAX_SAFE_INTEGER).default(2_048),
  SIGHTGLASS_TRUSTED_PROXIES: whole(0, 10).default(0),
  SIGHTGLASS_QUERY_RATE: whole(1, 1_000_000).default(10_000),
  SIGHTGLASS_INGEST_RATE: whole(1, 1_000_000).default(10_000),
  SIGHTGLASS_ALLOW_PRIVATE_WEBHOOKS: flag.default('off'),
  SIGHTGLASS_SMTP_URL: smtpUrl.optional(),
  SIGHTGLASS_MAIL_FROM: z.email('needs an email address').optional(),
  SIGHTGLASS_OIDC_ISSUER: webUrl.optional(),
  SIGHTGLASS_OIDC_CLIENT_ID: z.string().min(1).max(500).optional(),
  SIGHTGLASS_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  SIGHTGLASS_OIDC_NAME: z.string().min(1).max(60).default('SSO'),
  SIGHTGLASS_OIDC_ROLE_CLAIM: z.string().min(1).max(120).default('groups'),
  SIGHTGLASS_OIDC_ROLES: roleMap.optional(),
  SIGHTGLASS_OIDC_WORKSPACE: z.string().min(1).max(80).optional(),
  SIGHTGLASS_PASSWORD_SIGN_IN: flag.default('on'),
  CLICKHOUSE_URL: webUrl.optional(),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'needs a URL that begins with postgres:// or postgresql://' })
    .optional(),
});
type Environment = z.output<typeof schema>;

export type OidcConfig = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  name: string;
  roleClaim: string;
  /** `VALUE=ROLE,…` as it was given. */
  roles: string | undefined;
  workspace: string | undefined;
};

/** All settings, read once at start. Paths are absolute. */
export type Config = {
  port: number;
  host: string;
  publicUrl: string;
  dataDir: string;
  sample: boolean;
  engine: { mode: 'embedded'; dataDir: string } | { mode: 'clickhouse'; url: string } | { mode: 'mock' };
  store: { mode: 'pglite'; dataDir: string } | { mode: 'postgres'; url: string };
  spool: { dir: string; limitBytes: number };
  provisionDir: string | undefined;
  logLevel: Environment['SIGHTGLASS_LOG'];
  /** How many proxies in front may be believed in X-Forwarded-For; 0 believes none. */
  trustedProxies: number;
  /** Requests a second of one person or key: questions, and events to take in. */
  requestRates: { query: number; ingest: number };
  /** Whether notifications may be sent to this machine and to private networks. */
  allowPrivateWebhooks: boolean;
  /** The mail server for invitations and new passwords; undefined sends none. */
  mail: { smtpUrl: string; from: string } | undefined;
  /** The identity provider people may sign in through. */
  oidc: OidcConfig | undefined;
  /** Whether people may sign in with a password. */
  isPasswordAllowed: boolean;
  init: {
    email: string | undefined;
    password: string | undefined;
    workspace: string;
    writeKey: string | undefined;
    apiKey: string | undefined;
  };
};

export type ConfigResult = { ok: true; config: Config } | { ok: false; faults: string[] };

/**
 * Reads every setting from the environment and names all faults at once, each with its setting, so that a wrong
 * deployment is mended in one round. An empty value counts as not set.
 */
export function readConfig(env: Record<string, string | undefined>, cwd: string): ConfigResult {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        return `${name}: ${issue.message}${isSecret(name) ? '' : ` (got ${JSON.stringify(given[name])})`}`;
      });
  faults.push(
    ...pairs.flatMap(([one, other]) => halfOf(given, one, other)),
    ...shutOut(given),
    ...unknownSettings(given),
  );
  if (!parsed.success || faults.length > 0) return { ok: false, faults };
  return { ok: true, config: toConfig(parsed.data, cwd) };
}

/** Neither of the two is of any use alone. */
const pairs = [
  ['SIGHTGLASS_INIT_EMAIL', 'SIGHTGLASS_INIT_PASSWORD'],
  ['SIGHTGLASS_SMTP_URL', 'SIGHTGLASS_MAIL_FROM'],
  ['SIGHTGLASS_OIDC_ISSUER', 'SIGHTGLASS_OIDC_CLIENT_ID'],
  ['SIGHTGLASS_OIDC_ISSUER', 'SIGHTGLASS_OIDC_CLIENT_SECRET'],
] as const;

const halfOf = (env: Record<string, string | undefined>, one: string, other: string): string[] =>
  one in env === other in env ? [] : [`${one} and ${other}: set both or neither`];

const shutOut = (env: Record<string, string | undefined>): string[] =>
  env.SIGHTGLASS_PASSWORD_SIGN_IN === 'off' && !('SIGHTGLASS_OIDC_ISSUER' in env)
    ? ['SIGHTGLASS_PASSWORD_SIGN_IN: off needs SIGHTGLASS_OIDC_ISSUER, or nobody could sign in']
    : [];

const isSecret = (name: string): boolean => /INIT_PASSWORD|KEY|SECRET|_URL$/.test(name);

/** Read by next.config.mjs and by the scripts, so they are known but not ours to parse. */
const readElsewhere = new Set([
  'SIGHTGLASS_COMPRESS',
  'SIGHTGLASS_CHROMIUM',
  'SIGHTGLASS_DEV',
  'SIGHTGLASS_SOURCE_MAPS',
]);

/** A misspelt setting would be ignored in silence; better to stop and name it. */
function unknownSettings(env: Record<string, string | undefined>): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('SIGHTGLASS_') && !(name in schema.shape) && !readElsewhere.has(name))
    .map((name) => `${name}: no such setting`);
}

function toConfig(env: Environment, cwd: string): Config {
  const dataDir = path.resolve(cwd, env.SIGHTGLASS_DATA);
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.SIGHTGLASS_URL ?? localUrl(env.HOST, env.PORT),
    dataDir,
    sample: env.SIGHTGLASS_SAMPLE === 'on',
    engine: engineOf(env, dataDir),
    store: env.DATABASE_URL
      ? { mode: 'postgres', url: env.DATABASE_URL }
      : { mode: 'pglite', dataDir: path.join(dataDir, 'store') },
    spool: { dir: path.join(dataDir, 'spool'), limitBytes: env.SIGHTGLASS_SPOOL_LIMIT_MB * 1024 * 1024 },
    provisionDir: env.SIGHTGLASS_PROVISION === undefined ? undefined : path.resolve(cwd, env.SIGHTGLASS_PROVISION),
    logLevel: env.SIGHTGLASS_LOG,
    trustedProxies: env.SIGHTGLASS_TRUSTED_PROXIES,
    requestRates: { query: env.SIGHTGLASS_QUERY_RATE, ingest: env.SIGHTGLASS_INGEST_RATE },
    allowPrivateWebhooks: env.SIGHTGLASS_ALLOW_PRIVATE_WEBHOOKS === 'on',
    mail: mailOf(env),
    oidc: oidcOf(env),
    isPasswordAllowed: env.SIGHTGLASS_PASSWORD_SIGN_IN === 'on',
    init: {
      email: env.SIGHTGLASS_INIT_EMAIL,
      password: env.SIGHTGLASS_INIT_PASSWORD,
      workspace: env.SIGHTGLASS_INIT_WORKSPACE,
      writeKey: env.SIGHTGLASS_INIT_WRITE_KEY,
      apiKey: env.SIGHTGLASS_INIT_API_KEY,
    },
  };
}

const mailOf = ({ SIGHTGLASS_SMTP_URL: smtpUrl, SIGHTGLASS_MAIL_FROM: from }: Environment): Config['mail'] =>
  smtpUrl === undefined || from === undefined ? undefined : { smtpUrl, from };

function oidcOf(env: Environment): OidcConfig | undefined {
  const { SIGHTGLASS_OIDC_ISSUER: issuer, SIGHTGLASS_OIDC_CLIENT_ID: clientId } = env;
  const clientSecret = env.SIGHTGLASS_OIDC_CLIENT_SECRET;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return {
    issuer,
    clientId,
    clientSecret,
    name: env.SIGHTGLASS_OIDC_NAME,
    roleClaim: env.SIGHTGLASS_OIDC_ROLE_CLAIM,
    roles: env.SIGHTGLASS_OIDC_ROLES,
    workspace: env.SIGHTGLASS_OIDC_WORKSPACE,
  };
}

/** The settings with the port that was opened, which PORT=0 leaves to the system. */
export function withPort(config: Config, port: number): Config {
  const isLocal = config.publicUrl === localUrl(config.host, config.port);
  return { ...config, port, publicUrl: isLocal ? localUrl(config.host, port) : config.publicUrl };
}

/** Where the portal answers on its own machine, whatever stands in front of it for others. */
export function localUrl(host: string, port: number): string {
  const isLoopback = ['0.0.0.0', '::', '127.0.0.1'].includes(host);
  return `http://${isLoopback ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

function engineOf(env: Environment, dataDir: string): Config['engine'] {
  if (env.SIGHTGLASS_ENGINE === 'mock') return { mode: 'mock' };
  if (env.CLICKHOUSE_URL) return { mode: 'clickhouse', url: env.CLICKHOUSE_URL };
  return { mode: 'embedded', dataDir: path.join(dataDir, 'engine') };
}
