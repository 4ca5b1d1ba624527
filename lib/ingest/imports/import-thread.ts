import { parentPort, workerData } from 'node:worker_threads';
import { cutBatches, type BatchPlan } from './cut-batches';
import { serveBatches } from './serve-batches';

// The entry of the worker thread that reads, maps and checks the rows of one import.
if (parentPort)
  serveBatches(parentPort, cutBatches(workerData as BatchPlan), (batch) => batch.inserts.map(({ rows }) => rows));
