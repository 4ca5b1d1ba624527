import { sql, type AnyColumn, type SQL } from 'drizzle-orm';

/** What lists show of a dashboard's document, read by the database so that whole documents need not travel. */
export const docSummary = (doc: AnyColumn) => ({
  title: sql<string>`coalesce(${doc}->>'title', 'Untitled dashboard')`,
  description: sql<string | null>`${doc}->>'description'`,
  tags: listOf(doc, 'tags').mapWith((value: unknown) => (value as unknown[]).map(String)),
  panels: sql<number>`jsonb_array_length(${listOf(doc, 'panels')})`,
});

/** Documents of older shapes must not break the list, so what is no array counts as an empty one. */
const listOf = (doc: AnyColumn, key: string): SQL<unknown> =>
  sql`case jsonb_typeof(${doc}->${sql.raw(`'${key}'`)}) when 'array' then ${doc}->${sql.raw(`'${key}'`)} else '[]'::jsonb end`;
