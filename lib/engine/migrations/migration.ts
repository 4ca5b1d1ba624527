/**
 * One versioned step of the engine's schema. Every statement can run twice: a crash between two of them is repaired by the next
 * start.
 */
export type Migration = { version: number; name: string; statements: readonly string[]; fill?: Fill };

/**
 * A table that from now on is fed by a view, and that has to be given what was there before. `statements` make the table; the view
 * and the filling are `fillTable`'s. Table names are without their database.
 */
export type Fill = {
  source: string;
  target: string;
  /** The column, a DateTime in both tables, by whose days the filling goes. */
  time: string;
  view: { name: string; create: string };
  /** The key of a row of the target, of rows of either table. */
  keys: readonly string[];
  /** The rows for the target, from a table with the columns of the source. */
  select: (from: string, where: string) => string;
};
