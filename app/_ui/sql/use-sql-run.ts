'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { RangeSpec } from '@/lib/model/query-range';
import { askSql, type SqlOutcome } from './sql-outcome';

export type SqlRun = {
  /** Since when a statement runs, by `performance.now()`; null when none does. */
  startedAt: number | null;
  outcome: SqlOutcome | null;
  /** The statement that `outcome` belongs to. */
  sql: string;
  wasCancelled: boolean;
};
export type Statement = { sql: string; range: RangeSpec };

type Options = {
  workspace: string;
  timezone: string;
  first: { sql: string; outcome: SqlOutcome | null };
  onDone: (statement: Statement, outcome: SqlOutcome) => void;
};

/** Runs one statement at a time: a new one takes the place of the one that runs. */
export function useSqlRun({ workspace, timezone, first, onDone }: Options) {
  const [state, setState] = useState<SqlRun>({ startedAt: null, wasCancelled: false, ...first });
  const current = useRef<AbortController | null>(null);
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });

  const run = useCallback(
    async (statement: Statement): Promise<void> => {
      const sql = statement.sql.trim();
      if (sql === '') return;
      current.current?.abort();
      const controller = new AbortController();
      current.current = controller;
      setState((last) => ({ ...last, startedAt: performance.now(), wasCancelled: false }));
      const spec = { kind: 'sql' as const, sql: statement.sql, range: statement.range, timezone };
      const outcome = await askSql({ workspace, spec, signal: controller.signal });
      if (current.current !== controller) return;
      current.current = null;
      if (outcome === null) setState((last) => ({ ...last, startedAt: null, wasCancelled: true }));
      else {
        setState({ startedAt: null, outcome, sql: statement.sql, wasCancelled: false });
        done.current(statement, outcome);
      }
    },
    [workspace, timezone],
  );

  const cancel = useCallback(() => current.current?.abort(), []);
  // Who leaves the page waits no longer.
  useEffect(() => () => current.current?.abort(), []);
  return { ...state, run, cancel };
}
