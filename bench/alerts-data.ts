import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The folder with the data sets and their scorers; it is no part of the project. */
export type AlertData = { folder: string };

export function findAlertData(argument: string | undefined): AlertData {
  const folder = path.resolve(argument ?? process.env.ALERT_DATA ?? '../shared/reference/alert-accuracy');
  if (!existsSync(path.join(folder, 'nab-score.mjs')))
    throw new Error(
      `No data to measure alerts with in ${folder}. Name the folder that holds nab/, correlation/, petshop-healthy/ and their scorers: npm run bench:alerts -- --data FOLDER, or set ALERT_DATA.`,
    );
  return { folder };
}

export const scorer = async <T>({ folder }: AlertData, file: string): Promise<T> =>
  (await import(pathToFileURL(path.join(folder, file)).href)) as T;

export const linesOf = ({ folder }: AlertData, file: string): string[] =>
  readFileSync(path.join(folder, file), 'utf8').trim().split(/\r?\n/);
