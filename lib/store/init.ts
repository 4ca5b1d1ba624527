import { createFolder } from './data-folder';

/** Entry of the short-lived process that creates a new data folder: `store-init.mjs DATA_DIR MIGRATIONS_DIR`. */
async function main([dataDir, migrationsDir]: string[]): Promise<void> {
  if (dataDir === undefined || migrationsDir === undefined)
    throw new Error('usage: store-init DATA_DIR MIGRATIONS_DIR');
  await createFolder(dataDir, migrationsDir);
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`, () =>
      process.exit(1),
    );
  },
);
