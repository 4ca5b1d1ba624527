import { defaultShouldDehydrateQuery, dehydrate } from '@tanstack/react-query';
import { toAppError } from '@/lib/errors/app-error';
import { problemOf } from '@/lib/errors/problem';
import type { Answer } from '@/lib/model/answer';
import type { QuerySpec } from '@/lib/model/query-spec';
import { makeQueryClient } from './make-query-client';
import { panelKey, type PanelState } from './panel-query';
import type { PanelSeed } from './seeded-panels';

export type PrefetchInput = {
  /** Slug; the same that the page gives to its LiveProvider. */
  workspace: string;
  specs: readonly QuerySpec[];
  run: (spec: QuerySpec) => Promise<Answer>;
  /** How long the page waits for its panels, ms. What is slower streams in behind it. Default 150. */
  deadlineMs?: number;
  /** Told of every failure; the panel shows it, the page goes on. */
  onFailure?: (error: unknown, spec: QuerySpec) => void;
};

/** `pending` are the questions whose answers were not there by the deadline. */
export type Prefetched = { seed: PanelSeed; pending: readonly QuerySpec[] };

/**
 * Asks all questions of a page at once and waits for them together up to the deadline. The seed goes to `SeededPanels`:
 * answers and problems that are known, and promises of the others. Never rejects.
 */
export async function prefetchPanels(input: PrefetchInput): Promise<Prefetched> {
  const client = makeQueryClient();
  const panels = input.specs.map((spec) => {
    const key = panelKey(input.workspace, spec);
    const known: { state?: PanelState } = {};
    const loading = load(spec, input).then((state) => (known.state = state));
    return { spec, key, known, loading };
  });
  await withinMs(input.deadlineMs ?? 150, Promise.all(panels.map(({ loading }) => loading)));
  for (const { key, known, loading } of panels) {
    // Dated by the numbers themselves, as the live stream does it, so that the newer of the two wins whichever comes last.
    if (known.state) client.setQueryData(key, known.state, { updatedAt: known.state.answer?.meta.asOf ?? 0 });
    else void client.query({ queryKey: key, queryFn: () => loading });
  }
  const { queries } = dehydrate(client, {
    shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === 'pending',
  });
  const settled = queries.filter(({ state }) => state.status === 'success');
  const streamed = queries.filter(({ state }) => state.status === 'pending');
  return {
    seed: { settled: JSON.stringify(settled), streamed: streamed.length > 0 ? streamed : null },
    pending: panels.filter(({ known }) => !known.state).map(({ spec }) => spec),
  };
}

async function load(spec: QuerySpec, { run, onFailure }: PrefetchInput): Promise<PanelState> {
  try {
    return { answer: await run(spec), problem: null };
  } catch (error) {
    onFailure?.(error, spec);
    return { answer: null, problem: problemOf(toAppError(error)) };
  }
}

async function withinMs(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, deadline]);
  clearTimeout(timer);
}
