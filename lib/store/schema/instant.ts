import { bigint } from 'drizzle-orm/pg-core';

/** A moment as Unix milliseconds: the same number the clock, the engine and the API use, so nothing is converted. */
export const instant = (name: string) => bigint(name, { mode: 'number' });
