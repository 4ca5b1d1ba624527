'use client';

import { useEffect, useRef, useState } from 'react';
import { Card } from '@/app/_ui/kit/card';
import { Tabs } from '@/app/_ui/kit/tabs';
import { sqlHref } from '@/lib/dashboards/explore/sql-href';
import type { PanelChart } from '@/lib/model/panel';
import type { RangeSpec } from '@/lib/model/query-range';
import type { EditorHandle } from './mount-editor';
import { HistoryList } from './history-list';
import { RunBar } from './run-bar';
import { SchemaList } from './schema-list';
import { SnippetList } from './snippet-list';
import type { SqlSchema } from './sql-columns';
import { SqlEditor } from './sql-editor';
import { SqlExamples } from './sql-examples-card';
import { sqlExamples } from './sql-examples';
import type { SqlOutcome } from './sql-outcome';
import { SqlResult } from './sql-result';
import { useHistory } from './use-history';
import { useSqlRun, type Statement } from './use-sql-run';

type Props = {
  workspace: string;
  timezone: string;
  schema: SqlSchema;
  first: { sql: string; range: RangeSpec; chart: PanelChart; outcome: SqlOutcome | null; now: number };
  canSave: boolean;
};

/** Write, run, read, look back: the whole page of SQL. The address always holds the statement that ran last, and how it is drawn. */
export function SqlWorkbench(props: Props) {
  const { workspace, timezone, schema, first, canSave } = props;
  const { text, setText, range, changeRange, handle, runner, fault, run, write, insert, history, ...drawn } =
    useWorkbench(props);
  const isUntouched = runner.outcome === null && runner.startedAt === null && !runner.wasCancelled;
  return (
    <div className="grid grid-cols-1 gap-4 xl:grid-cols-[minmax(0,1fr)_19rem]">
      <div className="grid min-w-0 content-start gap-4">
        <Card>
          <form
            action="/sql"
            onSubmit={(event) => {
              event.preventDefault();
              run(text);
            }}
          >
            <input type="hidden" name="workspace" value={workspace} />
            <SqlEditor {...{ text, schema, fault, handle }} onChange={setText} onRun={() => run(text)} />
            <RunBar
              {...{ range, timezone }}
              startedAt={runner.startedAt}
              onRange={changeRange}
              onCancel={runner.cancel}
            />
          </form>
        </Card>
        {isUntouched ? (
          <SqlExamples
            examples={sqlExamples(schema)}
            onPick={(sql) => {
              write(sql);
              run(sql);
            }}
          />
        ) : (
          <SqlResult run={runner} {...{ range, workspace, timezone, canSave }} {...drawn} />
        )}
      </div>
      <Card className="min-w-0 self-start px-3 pt-1 pb-3">
        <Tabs
          label="Help for writing"
          tabs={[
            { id: 'schema', label: 'Columns', content: <SchemaList schema={schema} onInsert={insert} /> },
            { id: 'history', label: 'History', content: <HistoryList {...history} onPick={write} now={first.now} /> },
            { id: 'saved', label: 'Saved', content: <SnippetList workspace={workspace} sql={text} onPick={write} /> },
          ]}
        />
      </Card>
    </div>
  );
}

function useWorkbench({ workspace, timezone, first }: Props) {
  const [text, setText] = useState(first.sql);
  const [range, setRange] = useState(first.range);
  const [chart, setChart] = useState(first.chart);
  const handle = useRef<EditorHandle | null>(null);
  const history = useHistory(workspace);
  const runner = useSqlRun({
    workspace,
    timezone,
    first,
    onDone: ({ sql }, outcome) =>
      history.remember({ sql, at: Date.now(), rows: 'data' in outcome ? outcome.data.rows.length : null }),
  });
  const { run: start } = runner;
  const runIn = (sql: string, chosen: RangeSpec): void => {
    if (sql.trim() === '') return;
    window.history.replaceState(null, '', sqlHref({ workspace, sql, range: chosen, chart }));
    void start({ sql, range: chosen });
  };
  useStart(first, start);
  // An underline under a text that has changed since would point at something else.
  const fault = runner.outcome && 'fault' in runner.outcome && runner.sql === text ? runner.outcome.fault : null;
  return {
    ...{ text, setText, range, chart, handle, runner, fault, history },
    onChart: (next: PanelChart): void => {
      setChart(next);
      window.history.replaceState(null, '', sqlHref({ workspace, sql: runner.sql, range, chart: next }));
    },
    run: (sql: string): void => runIn(sql, range),
    changeRange: (next: RangeSpec): void => {
      setRange(next);
      if (runner.sql !== '') runIn(text, next);
    },
    write: (sql: string): void => {
      setText(sql);
      handle.current?.setText(sql);
      handle.current?.focus();
    },
    insert: (piece: string): void => {
      if (handle.current) handle.current.insert(piece);
      else setText((last) => `${last}${last === '' || last.endsWith(' ') ? '' : ' '}${piece}`);
    },
  };
}

/** Runs the statement that the page came with, once, when it took longer than the page could wait. */
function useStart(first: Props['first'], start: (statement: Statement) => Promise<void>): void {
  const isDue = useRef(first.sql.trim() !== '' && first.outcome === null);
  const { sql, range } = first;
  useEffect(() => {
    if (!isDue.current) return;
    isDue.current = false;
    void start({ sql, range });
  }, [sql, range, start]);
}
