import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { alertMetrics, notifyMetrics } from './alert-metrics';
import { embedMetrics } from './embed-metrics';
import { guardMetrics } from './guard-metrics';
import { seconds } from './seconds';
import { summaryMetrics } from './summary-metrics';

/** Every metric of the portal. Label values are from closed lists only, so the number of series is bounded. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    ...alertMetrics(registers),
    ...notifyMetrics(registers),
    ...guardMetrics(registers),
    ...embedMetrics(registers),
    http: {
      duration: new Histogram({
        name: 'sightglass_http_request_duration_seconds',
        help: 'Time to answer an HTTP request',
        labelNames: ['door', 'status'],
        buckets: seconds,
        registers,
      }),
    },
    ingest: {
      accepted: new Counter({
        name: 'sightglass_ingest_accepted_events_total',
        help: 'Events accepted (durable in the spool)',
        labelNames: ['source'],
        registers,
      }),
      duplicates: new Counter({
        name: 'sightglass_ingest_duplicate_events_total',
        help: 'Events whose id had been accepted before',
        registers,
      }),
      rejected: new Counter({
        name: 'sightglass_ingest_rejected_events_total',
        help: 'Events refused, by step',
        labelNames: ['step'],
        registers,
      }),
      overflowed: new Counter({
        name: 'sightglass_ingest_overflowed_events_total',
        help: 'Events accepted with so many property names that some of them are kept as text',
        registers,
      }),
      flushed: new Counter({
        name: 'sightglass_ingest_flushed_events_total',
        help: 'Events inserted into the engine',
        registers,
      }),
      flushDuration: new Histogram({
        name: 'sightglass_ingest_flush_duration_seconds',
        help: 'Time of one insert into the engine',
        buckets: seconds,
        registers,
      }),
      flushFailures: new Counter({
        name: 'sightglass_ingest_flush_failures_total',
        help: 'Inserts that failed and will be retried',
        registers,
      }),
    },
    spool: {
      pendingBytes: new Gauge({
        name: 'sightglass_spool_pending_bytes',
        help: 'Bytes accepted and not yet in the engine',
        registers,
      }),
      fsyncDuration: new Histogram({
        name: 'sightglass_spool_fsync_duration_seconds',
        help: 'Time of one group commit',
        buckets: seconds,
        registers,
      }),
    },
    store: {
      remembered: new Counter({
        name: 'sightglass_store_remembered_reads_total',
        help: 'Reads answered with the last good answer, because the store was away or slow',
        registers,
      }),
    },
    engine: {
      queryDuration: new Histogram({
        name: 'sightglass_engine_query_duration_seconds',
        help: 'Time of one engine query',
        labelNames: ['purpose', 'result'],
        buckets: seconds,
        registers,
      }),
      restarts: new Counter({
        name: 'sightglass_engine_restarts_total',
        help: 'Restarts of the embedded engine',
        registers,
      }),
      up: new Gauge({ name: 'sightglass_engine_up', help: '1 while the engine answers', registers }),
    },
    cache: {
      lookups: new Counter({
        name: 'sightglass_cache_lookups_total',
        help: 'Result cache look-ups',
        labelNames: ['result'],
        registers,
      }),
      buckets: new Counter({
        name: 'sightglass_cache_buckets_total',
        help: 'Closed buckets that trends needed: reused from the cache, or asked of the engine',
        labelNames: ['result'],
        registers,
      }),
      warmed: new Counter({
        name: 'sightglass_cache_warmed_questions_total',
        help: 'Questions of lately viewed pages asked after the start, by how it ended',
        labelNames: ['result'],
        registers,
      }),
      entries: new Gauge({ name: 'sightglass_cache_entries', help: 'Entries of the result cache', registers }),
      evictions: new Counter({
        name: 'sightglass_cache_evictions_total',
        help: 'Entries dropped because the result cache was full',
        registers,
      }),
      bytes: new Gauge({ name: 'sightglass_cache_bytes', help: 'Bytes held by the result cache', registers }),
    },
    live: {
      viewers: new Gauge({ name: 'sightglass_live_viewers', help: 'Open live streams', registers }),
      opened: new Counter({
        name: 'sightglass_live_opened_total',
        help: 'Live streams opened',
        labelNames: ['transport'],
        registers,
      }),
      ended: new Counter({
        name: 'sightglass_live_ended_total',
        help: 'Live streams that the portal ended, by why',
        labelNames: ['reason'],
        registers,
      }),
      questions: new Gauge({ name: 'sightglass_live_questions', help: 'Distinct live queries', registers }),
      refreshes: new Counter({
        name: 'sightglass_live_refreshes_total',
        help: 'Live queries run, once for all viewers',
        registers,
      }),
      frames: new Counter({
        name: 'sightglass_live_frames_total',
        help: 'Frames sent',
        labelNames: ['type'],
        registers,
      }),
      lag: new Histogram({
        name: 'sightglass_live_lag_seconds',
        help: 'Committed batch to patch on the wire',
        buckets: seconds,
        registers,
      }),
    },
    backup: {
      made: new Counter({
        name: 'sightglass_backups_total',
        help: 'Backups made, by how they ended',
        labelNames: ['result'],
        registers,
      }),
      lastMade: new Gauge({
        name: 'sightglass_backup_last_success_timestamp_seconds',
        help: 'When the newest backup that this process made was begun, Unix time; 0 before the first',
        registers,
      }),
    },
    retention: {
      deleted: new Counter({
        name: 'sightglass_retention_deleted_events_total',
        help: 'Events deleted because they were older than their workspace keeps them',
        registers,
      }),
      runs: new Counter({
        name: 'sightglass_retention_runs_total',
        help: 'Looks for events that are too old, by how they ended',
        labelNames: ['result'],
        registers,
      }),
    },
    summaries: summaryMetrics(registers),
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
