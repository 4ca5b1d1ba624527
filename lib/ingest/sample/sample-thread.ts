import { parentPort, workerData } from 'node:worker_threads';
import { serveBatches } from '@/lib/ingest/imports/serve-batches';
import { sampleWork, type SampleTask } from './sample-work';

// The entry of the worker thread that decodes the flights.
if (parentPort)
  serveBatches(parentPort, sampleWork(workerData as SampleTask), (result) =>
    'rows' in result && result.rows instanceof Uint8Array ? [result.rows] : [],
  );
