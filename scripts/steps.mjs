// What `npm start` and `npm test` share: run a step only when its inputs changed, say what it does and how long it took.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const isColour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (isColour ? `\u001b[${code}m${text}\u001b[0m` : text);
export const dim = (text) => paint('2', text);
export const bold = (text) => paint('1', text);
export const red = (text) => paint('31', text);
export const green = (text) => paint('32', text);

export const seconds = (sinceMs) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Sightglass needs Node 20.19 or newer; this is ${process.version}. Install a newer Node and run the command again.`,
  );
  process.exit(1);
}

/** Runs a command; prints its output only when it fails. Resolves to `{ code, output }`. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: options.stdio ?? ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
    });
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code, signal) =>
      resolve({ code: code ?? (signal ? 1 : 0), output: Buffer.concat(chunks).toString('utf8') }),
    );
  });
}

/** One line while it works, one when it is done; on failure its whole output and exit code 1. */
export async function step(title, work) {
  const start = Date.now();
  const ticker = process.stdout.isTTY
    ? setInterval(() => process.stdout.write(`\r  ${title} ${dim(seconds(start))} `), 1_000)
    : undefined;
  if (process.stdout.isTTY) process.stdout.write(`  ${title} `);
  else console.log(`  ${title} …`);
  const { code, output } = await work();
  clearInterval(ticker);
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[2K');
  if (code !== 0) {
    console.error(`${red('✗')} ${title} failed after ${seconds(start)}\n\n${output}`);
    process.exit(1);
  }
  console.log(`${green('✓')} ${title} ${dim(seconds(start))}`);
}

export const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
export const bin = (name) => path.join('node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

function hashOf(paths) {
  const hash = createHash('sha256').update(process.version);
  const visit = (file) => {
    if (!existsSync(file)) return;
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  };
  const walk = (entry) => {
    let children;
    try {
      children = readdirSync(entry, { withFileTypes: true });
    } catch {
      return visit(entry);
    }
    for (const child of children.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const full = path.join(entry, child.name);
      if (child.isDirectory()) walk(full);
      else visit(full);
    }
  };
  paths.forEach(walk);
  return hash.digest('hex');
}

const isCurrent = (stamp, hash) => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
function writeStamp(stamp, hash) {
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

/** Installs the locked packages unless they are the installed ones already. */
export async function ensureInstalled() {
  const stamp = 'node_modules/.sightglass-installed';
  const hash = hashOf(['package.json', 'package-lock.json']);
  if (isCurrent(stamp, hash)) return;
  await step('Installing packages (about a minute)', () => run(npm, ['ci', '--no-audit', '--no-fund']));
  writeStamp(stamp, hash);
}

const sources = [
  'app',
  'lib',
  'scripts',
  'server.ts',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

/** Builds the portal unless the last build was made from these very sources. */
export async function ensureBuilt() {
  const stamp = '.next/sightglass-built';
  const hash = hashOf(sources);
  if (isCurrent(stamp, hash) && existsSync('dist/server.mjs')) return;
  rmSync(stamp, { force: true });
  rmSync('.next/dev', { recursive: true, force: true });
  await step('Building the server', () => run(process.execPath, ['scripts/build-server.mjs']));
  await step('Building the pages (about a minute)', () =>
    run(bin('next'), ['build'], { env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } }),
  );
  writeStamp(stamp, hash);
}

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
function findChromium() {
  const { SIGHTGLASS_CHROMIUM: given } = process.env;
  if (given) return existsSync(given) ? given : undefined;
  for (const name of chromiumNames) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
    if (found) return found;
  }
  return undefined;
}

/** Path of a Chromium for the end-to-end tests: one that is there, else Playwright's, else the system's package. */
export async function ensureBrowser() {
  const found = findChromium();
  if (found) return found;
  const cache = await playwrightChromium();
  if (cache) return cache;
  const start = Date.now();
  console.log('  Installing a browser for the end-to-end tests …');
  const playwright = await run(bin('playwright'), ['install', 'chromium']);
  const own = playwright.code === 0 ? await playwrightChromium() : undefined;
  if (own) return own;
  const apt = await run('sh', [
    '-c',
    'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium',
  ]);
  const system = findChromium();
  if (system) {
    console.log(`${green('✓')} Installed ${system} ${dim(seconds(start))}`);
    return system;
  }
  console.error(
    `${red('✗')} No browser could be installed. Install Chromium and set SIGHTGLASS_CHROMIUM to its path.\n${playwright.output}\n${apt.output}`,
  );
  process.exit(1);
}

async function playwrightChromium() {
  try {
    const { chromium } = await import('playwright');
    const file = chromium.executablePath();
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}
