/** One versioned step of the engine's schema. Every statement can run twice: a crash between two of them is repaired by the next start. */
export type Migration = { version: number; name: string; statements: readonly string[] };
