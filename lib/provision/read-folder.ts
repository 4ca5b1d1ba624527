import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** A file of the folder with its text, or why it could not be read. `file` is its path in the folder, with `/`. */
export type FolderFile = TextFile | { file: string; fault: string };
export type TextFile = { file: string; text: string };

/** Where files are looked for: the folder itself, and these in it. */
export const subfolders = ['dashboards', 'rules'] as const;
const maxBytes = 4 * 1024 * 1024;

/** Every JSON and YAML file, by path. Throws what the system says when the folder cannot be read. */
export async function readFolder(dir: string): Promise<FolderFile[]> {
  const names = await readdir(dir);
  for (const folder of subfolders)
    names.push(...(await namesIn(path.join(dir, folder))).map((name) => `${folder}/${name}`));
  const wanted = names.filter((name) => /^([a-z]+\/)?[^./][^/]*\.(json|ya?ml)$/i.test(name)).sort();
  const files: FolderFile[] = [];
  for (const file of wanted) {
    const found = await readOne(dir, file);
    if (found) files.push(found);
  }
  // A folder that was taken away meanwhile would look like one whose files were deleted.
  await stat(dir);
  return files;
}

async function namesIn(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

/** Links are followed: that is how volumes of configuration are mounted. */
async function readOne(dir: string, file: string): Promise<FolderFile | null> {
  const full = path.join(dir, file);
  try {
    const found = await stat(full);
    if (!found.isFile()) return null;
    if (found.size > maxBytes) return { file, fault: 'The file is longer than 4 MB' };
    return { file, text: await readFile(full, 'utf8') };
  } catch (error) {
    // Between the listing and the reading.
    if (isGone(error)) return null;
    return { file, fault: `The file cannot be read (${codeOf(error)})` };
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
const isGone = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
