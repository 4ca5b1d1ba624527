import type { GradientLimit } from '@/lib/breaker/gradient-limit';

export type Question = { shape: string; workMs: number };
export type Plan = {
  forMs: number;
  /** Questions that run side by side without delay. Places hold one question each; cores are shared by all. */
  capacity: number;
  kind: 'places' | 'cores';
  /** What is asked at a time; somebody always asks. */
  next: (at: number) => Question;
  /** How many ask at once; default without end. */
  callers?: number;
  /** Everything takes so many times as long. */
  slowness?: (at: number) => number;
};
export type Run = {
  answered: { at: number; tookMs: number; workMs: number }[];
  limits: { at: number; limit: number }[];
};

type Job = Question & { left: number; startedAt: number; company: number };

/** An engine under full load in simulated time, behind a limit. Steps of 1 ms, so the same every time. */
export function simulate(limit: GradientLimit, plan: Plan, from = 0): Run {
  const { capacity, kind, callers = Number.POSITIVE_INFINITY, slowness = () => 1 } = plan;
  let jobs: Job[] = [];
  const run: Run = { answered: [], limits: [] };
  for (let now = from; now < from + plan.forMs; now += 1) {
    while (jobs.length < Math.min(limit.limit, callers)) {
      const question = plan.next(now);
      jobs.push({ ...question, left: question.workMs, startedAt: now, company: jobs.length + 1 });
    }
    const speed = 1 / slowness(now);
    const served = kind === 'places' ? jobs.slice(0, capacity) : jobs;
    const share = kind === 'places' ? speed : speed * Math.min(1, capacity / jobs.length);
    for (const job of served) job.left -= share;
    const ended = jobs.filter(({ left }) => left <= 0);
    for (const job of ended) {
      const tookMs = now + 1 - job.startedAt;
      limit.answered({ shape: job.shape, tookMs, inFlight: Math.max(job.company, jobs.length), now: now + 1 });
      run.answered.push({ at: now, tookMs, workMs: job.workMs });
    }
    jobs = jobs.filter(({ left }) => left > 0);
    run.limits.push({ at: now, limit: limit.limit });
  }
  return run;
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Work that varies as that of real questions does: many short, few long. Seeded. */
export function createWork(seed: number): (medianMs: number, spread: number) => number {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return (medianMs, spread) =>
    medianMs * Math.exp(spread * Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random()));
}
