import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** Either driver, or an open transaction on it: what the aggregates need of them is the same. */
export type Database = PgDatabase<PgQueryResultHKT>;
