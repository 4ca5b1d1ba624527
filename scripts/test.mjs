// `npm test`: every check, from formatting to a real browser. Needs nothing but Node and npm; ends with `N passed, N failed`.
// `npm test -- unit lint` runs only the named checks.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import process from 'node:process';
import {
  bin,
  bold,
  dim,
  ensureBrowser,
  ensureBuilt,
  ensureInstalled,
  green,
  npm,
  red,
  requireNode,
  run,
  seconds,
} from './steps.mjs';

const results = 'test-results';
const jestEnv = { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' };
const tool = (name, args, env) => () => run(bin(name), args, { env });

const checks = [
  { name: 'format', title: 'Format', work: tool('prettier', ['--check', '.', '--log-level', 'warn']) },
  { name: 'types', title: 'Types', work: types },
  { name: 'lint', title: 'Lint', work: tool('eslint', ['.', '--max-warnings', '0']) },
  {
    name: 'architecture',
    title: 'Architecture',
    work: tool('depcruise', [
      'app',
      'lib',
      'server.ts',
      'proxy.ts',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
    ]),
  },
  { name: 'unused', title: 'Unused code', work: tool('knip', ['--no-progress']) },
  { name: 'audit', title: 'Known holes of dependencies', work: audit },
  { name: 'build', title: 'Build', work: build },
  { name: 'unit', title: 'Unit and component tests', work: jest('unit', ['--selectProjects', 'unit', 'dom']) },
  {
    name: 'integration',
    title: 'Integration tests',
    work: async () => {
      // Some of them start the built portal, as its users do, and one looks at it in a browser.
      await ensureBuilt();
      const browser = await ensureBrowser();
      // One more than the two cores of a small machine: some of them wait for leases and restarts.
      const args = ['--selectProjects', 'integration', '--maxWorkers', '3'];
      return await jest('integration', args, { SIGHTGLASS_CHROMIUM: browser })();
    },
  },
  { name: 'e2e', title: 'End-to-end tests', work: endToEnd },
];

requireNode();
const wanted = process.argv.slice(2).filter((name) => !name.startsWith('-'));
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`No such check: ${unknown.join(', ')}. There are: ${checks.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

await ensureInstalled();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const total = { passed: 0, failed: 0, skipped: 0 };
const start = Date.now();
// ESLint keeps one core busy for longer than all the others of its group together.
const groups = [
  [['types']],
  [['lint'], ['format', 'architecture', 'unused', 'audit', 'build']],
  [['unit']],
  [['integration']],
  [['e2e']],
];
for (const lanes of groups) await Promise.all(lanes.map(runLane));
console.log(`\nAll checks took ${seconds(start)}.`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed > 0 ? 1 : 0);

async function runLane(names) {
  const isWanted = (name) => (wanted.length === 0 ? true : wanted.includes(name));
  for (const check of checks) if (names.includes(check.name) && isWanted(check.name)) await runCheck(check);
}

/** What the portal ships with; a registry that keeps no advisories, or none in reach, is said and not held against the change. */
async function audit() {
  const outcome = await run(npm, ['audit', '--omit=dev', '--json']);
  const report = parsed(outcome.output);
  const counts = report?.metadata?.vulnerabilities;
  if (counts === undefined)
    return {
      code: 0,
      output: '',
      counts: { passed: 0, failed: 0, skipped: 1 },
      notes: ['skipped: the registry does not tell of holes'],
    };
  const isBad = counts.high + counts.critical > 0;
  return { code: isBad ? 1 : 0, output: outcome.output };
}

/** npm writes warnings in front of its report. */
function parsed(text) {
  try {
    return JSON.parse(text.slice(text.indexOf('{')));
  } catch {
    return null;
  }
}

/** What the later checks need, made while ESLint still runs; a build that fails is one failed check. */
async function build() {
  await ensureBuilt();
  return { code: 0, output: '' };
}

async function runCheck({ title, work }) {
  const began = Date.now();
  console.log(`${bold('›')} ${title} …`);
  const {
    code,
    output,
    counts = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 },
    notes = [],
  } = await work();
  // A runner that died before it could count must not look like a run without failures.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  for (const key of Object.keys(total)) total[key] += counts[key];
  const summary = `${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`;
  console.log(
    `${code === 0 ? green('✓') : red('✗')} ${title}: ${summary.replace(/ (passed|failed|skipped)/g, ' $1')} ${dim(`(${seconds(began)})`)}`,
  );
  for (const note of notes) console.log(`  ${note}`);
  if (code !== 0) console.log(output);
}

/** Next writes the types of its routes; tsc checks them with everything else. */
async function types() {
  const generated = await run(bin('next'), ['typegen']);
  return generated.code === 0 ? await run(bin('tsc'), ['--noEmit', '-p', '.']) : generated;
}

function jest(name, args, env = {}) {
  return async () => {
    const file = `${results}/${name}.json`;
    const outcome = await run(bin('jest'), [...args, '--json', '--outputFile', file, '--silent', '--forceExit'], {
      env: { ...jestEnv, ...env },
    });
    if (!existsSync(file)) return outcome;
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const suitesThatBroke = report.testResults.filter(
      (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
    ).length;
    return {
      ...outcome,
      counts: {
        passed: report.numPassedTests,
        failed: report.numFailedTests + suitesThatBroke,
        skipped: report.numPendingTests,
      },
      notes: report.testResults.flatMap((suite) =>
        suite.assertionResults
          .filter(({ status }) => status === 'pending')
          .map(({ fullName }) => `skipped: ${fullName}`),
      ),
    };
  };
}

async function endToEnd() {
  await ensureBuilt();
  const browser = await ensureBrowser();
  const file = `${results}/e2e.json`;
  const env = { SIGHTGLASS_CHROMIUM: browser };
  const outcome = await run(bin('playwright'), ['test', '--project=chromium'], { env });
  if (!existsSync(file)) return outcome;
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  // They stay failed; this leaves traces of them to look at, and says which of them fail always.
  if (stats.unexpected > 0 && stats.unexpected <= 5) {
    const again = ['test', '--project=chromium', '--last-failed', '--trace', 'retain-on-failure', '--reporter', 'list'];
    const { code } = await run(bin('playwright'), again, { env });
    outcome.output += `\nRun again with traces (in ${results}/traces): ${code === 0 ? 'passed' : 'failed'}.\n`;
  }
  return {
    ...outcome,
    counts: { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped },
  };
}
