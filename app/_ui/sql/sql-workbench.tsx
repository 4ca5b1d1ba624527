'use client';

import { useEffect, useRef, useState } from 'react';
import { Card } from '@/app/_ui/kit/card';
import { Tabs } from '@/app/_ui/kit/tabs';
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
import { sqlHref } from './sql-href';
import type { SqlOutcome } from './sql-outcome';
import { SqlResult } from './sql-result';
import { useHistory } from './use-history';
import { useSqlRun, type Statement } from './use-sql-run';

type Props = {
  workspace: string;
  timezone: string;
  schema: SqlSchema;
  first: { sql: string; range: RangeSpec; outcome: SqlOutcome | null; now: number };
};

/** Write, run, read, look back: the whole page of SQL. The address always holds the statement that ran last. */
export function SqlWorkbench({ workspace, timezone, schema, first }: Props) {
  const [text, setText] = useState(first.sql);
  const [range, setRange] = useState(first.range);
  const handle = useRef<EditorHandle | null>(null);
  const history = useHistory(workspace);
  const runner = useSqlRun({
    workspace,
    timezone,
    first,
    onDone: (statement, outcome) => {
      const rows = 'data' in outcome ? outcome.data.rows.length : null;
      history.remember({ sql: statement.sql, at: Date.now(), rows });
    },
  });
  const run = (statement: Statement): void => {
    window.history.replaceState(null, '', sqlHref({ workspace, ...statement }));
    void runner.run(statement);
  };
  const { run: start } = runner;
  const isAsked = first.sql.trim() !== '' && first.outcome === null;
  useEffect(() => {
    if (isAsked) void start({ sql: first.sql, range: first.range });
    // Once, for the statement that the page came with.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const write = (sql: string): void => {
    setText(sql);
    handle.current?.setText(sql);
    handle.current?.focus();
  };
  const insert = (piece: string): void => {
    if (handle.current) handle.current.insert(piece);
    else setText((last) => `${last}${last === '' || last.endsWith(' ') ? '' : ' '}${piece}`);
  };
  // An underline under a text that has changed since would point at something else.
  const isSame = runner.sql === text;
  const fault = runner.outcome && 'fault' in runner.outcome && isSame ? runner.outcome.fault : null;
  return (
    <div className="grid grid-cols-1 gap-4 xl:grid-cols-[minmax(0,1fr)_19rem]">
      <div className="grid min-w-0 content-start gap-4">
        <Card>
          <form
            action="/sql"
            onSubmit={(event) => {
              event.preventDefault();
              run({ sql: text, range });
            }}
          >
            <input type="hidden" name="workspace" value={workspace} />
            <SqlEditor
              text={text}
              schema={schema}
              fault={fault}
              onChange={setText}
              onRun={() => run({ sql: text, range })}
              handle={handle}
            />
            <RunBar
              range={range}
              timezone={timezone}
              startedAt={runner.startedAt}
              canRun={text.trim() !== ''}
              onRange={(next) => {
                setRange(next);
                if (runner.sql !== '') run({ sql: text, range: next });
              }}
              onCancel={runner.cancel}
            />
          </form>
        </Card>
        {runner.outcome === null && runner.startedAt === null && !runner.wasCancelled ? (
          <SqlExamples examples={sqlExamples(schema)} onPick={(sql) => (write(sql), run({ sql, range }))} />
        ) : (
          <SqlResult run={runner} range={range} workspace={workspace} timezone={timezone} />
        )}
      </div>
      <Card className="min-w-0 self-start px-3 pt-1 pb-3">
        <Tabs
          label="Help for writing"
          tabs={[
            { id: 'schema', label: 'Columns', content: <SchemaList schema={schema} onInsert={insert} /> },
            {
              id: 'history',
              label: 'History',
              content: <HistoryList entries={history.entries} onPick={write} onClear={history.clear} now={first.now} />,
            },
            { id: 'saved', label: 'Saved', content: <SnippetList workspace={workspace} sql={text} onPick={write} /> },
          ]}
        />
      </Card>
    </div>
  );
}
