import { threadBatches } from '@/lib/ingest/imports/thread-batches';
import { FlightsFile } from './flights-file';
import { historyBatches, type HistoryBatch, type HistoryPlan } from './history-batches';
import { replaySlice, type ReplayPlan, type ReplaySlice } from './replay-slice';

/** What is asked of the flights' file. `cut` finds the first row after a time. */
export type SampleTask =
  | { kind: 'cut'; file: string; time: number }
  | { kind: 'history'; plan: HistoryPlan }
  | { kind: 'replay'; plan: ReplayPlan };
type Results = { cut: { row: number }; history: HistoryBatch; replay: ReplaySlice };
type AnyResult = Results[SampleTask['kind']];

/** Does a task here and now. Decoding a row group takes about a second, so the portal has it done by a thread. */
export async function* sampleWork(task: SampleTask): AsyncGenerator<AnyResult, void, undefined> {
  switch (task.kind) {
    case 'cut':
      yield { row: await (await FlightsFile.open(task.file)).firstRowAfter(task.time) };
      return;
    case 'history':
      yield* historyBatches(task.plan);
      return;
    case 'replay':
      yield await replaySlice(task.plan);
  }
}

export type Where = { threadFile: string | undefined; signal: AbortSignal };

/** The results of a task, made in a worker thread when there is a built one. */
export function workOn<Task extends SampleTask>(
  task: Task,
  { threadFile, signal }: Where,
): AsyncGenerator<Results[Task['kind']], void, undefined> {
  return threadFile === undefined
    ? (sampleWork(task) as AsyncGenerator<Results[Task['kind']], void, undefined>)
    : threadBatches<Results[Task['kind']]>({ file: threadFile, data: task, signal });
}

/** The only result of a task that has one. */
export async function workOnce<Task extends Extract<SampleTask, { kind: 'cut' | 'replay' }>>(
  task: Task,
  where: Where,
): Promise<Results[Task['kind']]> {
  for await (const result of workOn(task, where)) return result;
  throw new Error(`the ${task.kind} task ended without a result`);
}
