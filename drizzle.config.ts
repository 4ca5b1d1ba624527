import { defineConfig } from 'drizzle-kit';

/** `npx drizzle-kit generate --name <what-changes>` writes the next migration from the schema; the portal applies it at start. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './lib/store/schema/*.ts',
  out: './lib/store/migrations',
});
