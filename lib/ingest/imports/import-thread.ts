import { parentPort, workerData } from 'node:worker_threads';
import { cutBatches, type BatchPlan } from './cut-batches';
import type { HeadOrder } from './parquet-head';
import { readParquetHead } from './read-parquet';
import { serveBatches } from './serve-batches';

// The entry of the worker thread that looks into a file, or reads, maps and checks the rows of one import.
const order = workerData as BatchPlan | HeadOrder;
if ('head' in order) parentPort?.postMessage(await readParquetHead(order.head.file, order.head.max));
else if (parentPort) serveBatches(parentPort, cutBatches(order), (batch) => batch.inserts.map(({ rows }) => rows));
