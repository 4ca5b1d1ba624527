/** One table as it lies in the database: which columns there are, and its rows. */
export type TableRows = {
  name: string;
  columns: string[];
  /** Each a JSON object with all columns, a few at a time; memory does not grow with the table. */
  rows: AsyncIterable<string[]>;
};

/** All tables of the store as they are, for backups: rows go out and come in unread. */
export type TableStore = {
  /** Migrations that the tables have seen. */
  version(): Promise<number>;
  /**
   * Every table, those first that others refer to, as of one moment. The embedded store does nothing else meanwhile, so
   * do not wait for anything slow in it, nor for the store.
   */
  snapshot<T>(read: (tables: TableRows[]) => Promise<T>): Promise<T>;
  /** Names of the tables that have rows. */
  filled(): Promise<string[]>;
  /** Inserts rows that `snapshot` gave. Columns that the rows do not have get their defaults. */
  load(table: { name: string; columns: string[] }, rows: string[]): Promise<void>;
  /** After the last `load`: numbers that the tables give out go on behind those that were loaded. */
  finishLoad(): Promise<void>;
};
