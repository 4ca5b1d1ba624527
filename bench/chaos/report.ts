import type { ChaosOptions } from './options';
import type { ChaosRun } from './run-chaos';
import type { Outcome } from './run-fault';

export type ChaosFigure = { what: string; measured: number; goal: string | null; unit: string; isMet?: boolean };

const sum = (outcomes: readonly Outcome[], of: (outcome: Outcome) => number) =>
  outcomes.reduce((total, outcome) => total + of(outcome), 0);

export function figuresOf({ outcomes, reads, reconnects, crashes }: ChaosRun): ChaosFigure[] {
  const tried = outcomes.filter(({ skipped }) => skipped === undefined);
  const last = tried.at(-1)?.audit;
  const answered = reads.filter(({ ok }) => ok).length;
  const share = reads.length === 0 ? 0 : (100 * answered) / reads.length;
  const exactly = (what: string, measured: number): ChaosFigure => ({
    what,
    measured,
    goal: '0',
    unit: '',
    isMet: measured === 0,
  });
  const kills = tried.filter(({ name }) => name.startsWith('engine killed'));
  return [
    {
      what: `chaos: reads answered, ${tried.length} faults, ${reads.length} reads`,
      measured: round(share),
      goal: '≥ 99.9',
      unit: '%',
      isMet: share >= 99.9,
    },
    {
      what: 'chaos: the same without the seconds in which the portal itself was dead',
      measured: round(shareOf(tried.filter(({ name }) => !name.startsWith('portal killed')))),
      goal: '≥ 99.9',
      unit: '%',
      isMet: shareOf(tried.filter(({ name }) => !name.startsWith('portal killed'))) >= 99.9,
    },
    exactly(
      'chaos: reads not answered while the engine was killed',
      sum(kills, ({ failedReads }) => failedReads.length),
    ),
    { what: 'chaos: events accepted', measured: last?.accepted ?? 0, goal: null, unit: '' },
    exactly(
      'chaos: accepted events lost',
      sum(tried, ({ audit }) => audit?.lost ?? 1),
    ),
    exactly(
      'chaos: events stored twice',
      sum(tried, ({ audit }) => audit?.duplicated ?? 1),
    ),
    exactly(
      'chaos: rollup and rows disagree by',
      sum(tried, ({ audit }) => (audit === null ? 1 : Math.abs(audit.rolledUp - audit.stored))),
    ),
    exactly(
      'chaos: wrong answers and frames',
      sum(tried, ({ wrong }) => wrong.length),
    ),
    exactly(
      'chaos: events refused for good',
      sum(tried, ({ refused }) => refused.length),
    ),
    exactly('chaos: faults after which something stayed open', tried.filter(({ leaks }) => leaks.length > 0).length),
    exactly('chaos: unhandled errors in the log', crashes.length),
    {
      what: 'chaos: longest wait for a fresh answer after a fault',
      measured: longest(tried, ({ firstFreshMs }) => firstFreshMs),
      goal: null,
      unit: 'ms',
    },
    {
      what: 'chaos: longest until all was flushed after a fault',
      measured: longest(tried, ({ flushedMs }) => flushedMs),
      goal: null,
      unit: 'ms',
    },
    { what: 'chaos: streams that came back', measured: reconnects, goal: null, unit: '' },
  ];
}

const shareOf = (outcomes: readonly Outcome[]) =>
  100 -
  (100 * sum(outcomes, ({ failedReads }) => failedReads.length)) /
    Math.max(
      1,
      sum(outcomes, ({ reads }) => reads),
    );
const round = (value: number) => Math.round(value * 1_000) / 1_000;
const longest = (outcomes: readonly Outcome[], of: (outcome: Outcome) => number | null) =>
  Math.round(Math.max(0, ...outcomes.map((outcome) => of(outcome) ?? Infinity)));

/** One row a fault. */
export function reportOf({ outcomes }: ChaosRun, { seed, seconds, store }: ChaosOptions): string {
  const rows = outcomes.map((outcome) => {
    if (outcome.skipped !== undefined) return `| ${outcome.name} | skipped: ${outcome.skipped} | | | | | | | |`;
    const { audit, reads, failedReads, staleReads, wrong, leaks, notes } = outcome;
    const cells = [
      outcome.name,
      `${reads - failedReads.length} / ${reads}`,
      staleReads,
      ms(outcome.slowestReadMs),
      audit === null ? 'not counted' : `${audit.stored} / ${audit.accepted}`,
      audit === null ? '' : `${audit.lost} / ${audit.duplicated}`,
      wrong.length,
      `${ms(outcome.firstFreshMs)} / ${ms(outcome.flushedMs)}`,
      [...leaks, ...notes].join('; ') || '–',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '# Faults under load, one after the other',
    '',
    `Seed ${seed}, ${seconds} s each, store: ${store}. Repeat with \`npm run bench -- chaos\` (CHAOS_SEED, CHAOS_SECONDS, CHAOS_FAULTS, CHAOS_STORE).`,
    'Reads are pages and counts; "stale" ones were marked as such. Stored and accepted are compared by id.',
    '',
    '| fault | reads answered | stale | slowest read | stored / accepted | lost / twice | wrong | fresh / flushed after | left open, notes |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const ms = (value: number | null) =>
  value === null ? 'never' : value < 1_000 ? `${Math.round(value)} ms` : `${(value / 1_000).toFixed(1)} s`;
