import { sql, type SQL } from 'drizzle-orm';
import type { Database } from './database';
import type { TableRows, TableStore } from './table-ports';

/** Documents may be large, so a few rows at a time are enough for one piece of memory. */
const rowsPerFetch = 200;

/** Works on names that the database itself lists, never on names from outside. */
export function tableStore(db: Database): TableStore {
  return {
    async version() {
      const [row] = await rowsOf<{ n: number }>(db, sql`select count(*)::int as n from drizzle.__drizzle_migrations`);
      return row?.n ?? 0;
    },
    snapshot: (read) =>
      db.transaction(
        async (tx) => {
          const tables: TableRows[] = [];
          for (const name of await tableNames(tx))
            tables.push({ name, columns: await columnsOf(tx, name), rows: fetchRows(tx, name) });
          return read(tables);
        },
        { isolationLevel: 'repeatable read', accessMode: 'read only' },
      ),
    async filled() {
      const found: string[] = [];
      for (const name of await tableNames(db)) {
        const rows = await rowsOf(db, sql`select 1 from ${sql.identifier(name)} limit 1`);
        if (rows.length > 0) found.push(name);
      }
      return found;
    },
    async load({ name, columns }, rows) {
      if (rows.length === 0) return;
      const present = new Set(await columnsOf(db, name));
      const list = sql.join(
        columns.filter((column) => present.has(column)).map((column) => sql.identifier(column)),
        sql`, `,
      );
      const table = sql.identifier(name);
      const values = `[${rows.join(',')}]`;
      await db.execute(
        sql`insert into ${table} (${list}) select ${list} from jsonb_populate_recordset(null::${table}, ${values}::jsonb)`,
      );
    },
    async finishLoad() {
      for (const { table, column } of await rowsOf<{ table: string; column: string }>(db, serialColumns)) {
        const sequence = sql`pg_get_serial_sequence(${`"${table}"`}, ${column})`;
        const most = sql`(select max(${sql.identifier(column)}) from ${sql.identifier(table)})`;
        await db.execute(sql`select setval(${sequence}, coalesce(${most}, 1), ${most} is not null)`);
      }
    },
  };
}

/** A cursor: on a server, rows come as they are asked for and not all at once. */
async function* fetchRows(tx: Database, name: string): AsyncGenerator<string[], void, undefined> {
  const cursor = sql.identifier(`backup_${name}`);
  await tx.execute(
    sql`declare ${cursor} no scroll cursor for select row_to_json(t)::text as line from ${sql.identifier(name)} t`,
  );
  for (;;) {
    const rows = await rowsOf<{ line: string }>(tx, sql`fetch ${sql.raw(String(rowsPerFetch))} from ${cursor}`);
    if (rows.length > 0) yield rows.map(({ line }) => line);
    if (rows.length < rowsPerFetch) break;
  }
  await tx.execute(sql`close ${cursor}`);
}

/** Tables that others refer to come before them. Those that only refer to themselves are in no order. */
async function tableNames(db: Database): Promise<string[]> {
  const tables = await rowsOf<{ name: string }>(
    db,
    sql`select table_name as name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`,
  );
  const references = await rowsOf<{ child: string; parent: string }>(
    db,
    sql`select child.relname as child, parent.relname as parent from pg_constraint c
        join pg_class child on child.oid = c.conrelid join pg_class parent on parent.oid = c.confrelid
        where c.contype = 'f' and c.conrelid <> c.confrelid`,
  );
  return parentsFirst(
    tables.map(({ name }) => name),
    references,
  );
}

function parentsFirst(names: string[], references: { child: string; parent: string }[]): string[] {
  const done: string[] = [];
  const visit = (name: string): void => {
    if (done.includes(name)) return;
    for (const { child, parent } of references) if (child === name) visit(parent);
    done.push(name);
  };
  names.forEach(visit);
  return done;
}

async function columnsOf(db: Database, table: string): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    db,
    sql`select column_name as name from information_schema.columns
        where table_schema = 'public' and table_name = ${table} order by ordinal_position`,
  );
  return rows.map(({ name }) => name);
}

const serialColumns = sql`
  select table_name as "table", column_name as "column" from information_schema.columns
  where table_schema = 'public' and column_default like 'nextval(%'`;

/** Both drivers answer with `rows`; their common type does not say so. */
async function rowsOf<Row>(db: Database, query: SQL): Promise<Row[]> {
  return ((await db.execute(query)) as { rows: Row[] }).rows;
}
