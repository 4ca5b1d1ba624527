import { customType } from 'drizzle-orm/pg-core';

/**
 * A jsonb column. Drizzle's own parses strings a second time when reading, which turns the setting "5" into the
 * number 5. PostgreSQL refuses NUL and lone surrogates inside jsonb, and both occur in samples of broken files.
 */
export const document = <T>(name: string) =>
  customType<{ data: T; driverData: unknown }>({
    dataType: () => 'jsonb',
    toDriver: (value) => JSON.stringify(value, storable),
    fromDriver: (value) => value as T,
  })(name);

function storable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD').toWellFormed() : value;
}
