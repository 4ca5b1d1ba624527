import { mkdirSync, writeFileSync } from 'node:fs';
import type { Portal } from '../e2e/portal';
import { ms, type Figure } from './figures';
import { plot } from './plot';
import { withSample } from './sample';
import { recordPages } from './users/record-pages';
import { runStep, type Step } from './users/run-step';
import type { Spread } from './users/tally';

const workspace = 'workspace=sample';
/** What people look at: first the overview, then others, other ranges, and back. */
const paths = [
  `/overview?${workspace}`,
  `/overview?${workspace}&range=7d`,
  `/overview?${workspace}&range=30d`,
  `/dashboards?${workspace}`,
  `/explore?${workspace}`,
  `/incidents?${workspace}`,
];

/**
 * Users as browsers are, in steps of `BENCH_USERS` (default 50,100,200,500,1000) for `BENCH_SECONDS` each (default 30), each
 * thinking two seconds on average. Writes bench/results/load.md with its plots.
 */
export async function measureUsers(portal: Portal): Promise<Figure[]> {
  const counts = (process.env.BENCH_USERS ?? '50,100,200,500,1000').split(',').map(Number);
  const seconds = Number(process.env.BENCH_SECONDS ?? '30');
  await withSample(portal);
  const pages = await recordPages(portal, paths);
  const steps: Step[] = [];
  for (const users of counts) {
    const step = await runStep(portal, { users, seconds, thinkMs: 2_000, pages, seed: 42 });
    steps.push(step);
    process.stdout.write(
      `  ${users} users: page p95 ${ms(step.spreads.page.p95)}, available ${step.availability.toFixed(3)} %\n`,
    );
  }
  write(steps);
  process.stdout.write(`${reportOf(steps)}\n`);
  return steps.flatMap(figuresOf);
}

function figuresOf(step: Step): Figure[] {
  const { users, spreads, availability, freshness } = step;
  const isFirst = users <= 50;
  return [
    {
      what: `${users} users, whole page, p50 / p95 / p99`,
      measured: `${ms(spreads.page.p50)} / ${ms(spreads.page.p95)} / ${ms(spreads.page.p99)}`,
      ...(isFirst && {
        goal: 'p95 ≤ 200 ms',
        isMet: spreads.page.p95 <= 200,
        row: 'page-50' as const,
        value: spreads.page.p95,
      }),
    },
    {
      what: `${users} users, available`,
      measured: `${availability.toFixed(3)} %`,
      goal: '≥ 99.9 %',
      isMet: availability >= 99.9,
    },
    {
      what: `${users} users, event accepted → on the wire, p50 / p95`,
      measured: `${ms(freshness.p50)} / ${ms(freshness.p95)}`,
      ...(isFirst && { goal: 'p95 ≤ 200 ms', isMet: freshness.p95 <= 200 }),
    },
  ];
}

function write(steps: readonly Step[]): void {
  mkdirSync('bench/results', { recursive: true });
  const x = steps.map(({ users }) => String(users));
  const pick = (of: (step: Step) => number): number[] => steps.map(of);
  writeFileSync(
    'bench/results/load-latency.svg',
    plot({
      title: 'p95 by number of users',
      unit: 'ms',
      x,
      lines: [
        { name: 'whole page', values: pick((step) => step.spreads.page.p95) },
        { name: 'click', values: pick((step) => step.spreads.click.p95) },
        { name: 'another range', values: pick((step) => step.spreads.range.p95) },
        { name: 'first frame', values: pick((step) => step.spreads.stream.p95) },
        { name: 'event → wire', values: pick((step) => step.freshness.p95) },
      ],
    }),
  );
  writeFileSync(
    'bench/results/load-work.svg',
    plot({
      title: 'Work by number of users',
      unit: 'per second',
      x,
      lines: [
        { name: 'requests', values: pick((step) => step.requestsPerSecond) },
        { name: 'engine queries', values: pick((step) => step.engineQueriesPerSecond) },
        { name: 'live refreshes', values: pick((step) => step.liveRefreshesPerSecond) },
      ],
    }),
  );
  writeFileSync('bench/results/load.md', reportOf(steps));
}

function reportOf(steps: readonly Step[]): string {
  const row = (name: string, of: (step: Step) => string) => `| ${name} | ${steps.map(of).join(' | ')} |`;
  const three = ({ count, p50, p95, p99 }: Spread) => (count === 0 ? 'none' : [p50, p95, p99].map(ms).join(' / '));
  const lines = [
    `| users | ${steps.map(({ users }) => users).join(' | ')} |`,
    `|---|${steps.map(() => '---').join('|')}|`,
    row('whole page, p50 / p95 / p99', ({ spreads }) => three(spreads.page)),
    row('click (page without its frame)', ({ spreads }) => three(spreads.click)),
    row('another range, by a click', ({ spreads }) => three(spreads.range)),
    row('question of a page', ({ spreads }) => three(spreads.query)),
    row('other call of a page', ({ spreads }) => three(spreads.call)),
    row('first page of a visit, while they arrive', ({ spreads }) => three(spreads.first)),
    row('script, style, picture', ({ spreads }) => three(spreads.asset)),
    row('stream, first frame', ({ spreads }) => three(spreads.stream)),
    row('event accepted → on the wire, p50 / p95', ({ freshness }) => `${ms(freshness.p50)} / ${ms(freshness.p95)}`),
    row('available', ({ availability }) => `${availability.toFixed(3)} %`),
    row(
      'faults',
      ({ faults }) =>
        Object.entries(faults)
          .map(([what, count]) => `${count} × ${what}`)
          .join(', ') || 'none',
    ),
    row('requests /s', ({ requestsPerSecond }) => requestsPerSecond.toFixed(0)),
    row('engine queries /s', ({ engineQueriesPerSecond }) => engineQueriesPerSecond.toFixed(1)),
    row('live refreshes /s', ({ liveRefreshesPerSecond }) => liveRefreshesPerSecond.toFixed(1)),
    row('cores of the portal', ({ portalCores }) => portalCores.toFixed(2)),
    row('event loop of the portal, p99', ({ loopLagP99Ms }) => ms(loopLagP99Ms)),
    row('event loop of the load client, p99', ({ clientLagP99Ms }) => ms(clientLagP99Ms)),
    row('memory of portal / engine', ({ portalMb, engineMb }) => `${portalMb.toFixed(0)} / ${engineMb.toFixed(0)} MB`),
    row('pressure (1 is normal)', ({ pressure }) => String(pressure)),
    row('load average of the machine', ({ machineLoad }) => machineLoad.toFixed(1)),
    row('open descriptors', ({ descriptors }) => String(descriptors)),
  ];
  return `# Users, ${new Date().toISOString().slice(0, 10)}

Each user is one tab: it opens the overview with its scripts, all of them within some seconds that are not measured otherwise, then clicks through overview (three ranges), dashboards, explore and
incidents of the sample workspace, thinking two seconds on average, with the stream of the page open. What each page asks for was
recorded in Chromium. Meanwhile five events a second are sent and watched. Load and portal share two cores: when the load client's own
event loop lags, the figures of that step say as much about the client; when the load average of the machine is well above what the
portal and the client use, others were working on it and times say little. \`npm run bench -- users\`, seed 42, ${steps[0]?.seconds ?? 0} s per step.

${lines.join('\n')}

![p95 by number of users](load-latency.svg)

![Work by number of users](load-work.svg)
`;
}
