import { watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { subfolders } from './read-folder';

/** Editors and git write a file in several steps; after so long without another one it is whole. */
const quietMs = 200;

/** Calls `onChange` soon after something in the folder has changed. `renew` begins to watch what has come since. */
export function watchFolder(dir: string, onChange: () => void): { renew(): void; close(): void } {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      renew();
      onChange();
    }, quietMs);
    timer.unref();
  };
  const renew = () => {
    for (const folder of [dir, ...subfolders.map((name) => path.join(dir, name))]) {
      if (watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, { persistent: false }, changed);
        watchers.set(folder, watcher);
        watcher.on('error', () => {
          watcher.close();
          watchers.delete(folder);
        });
      } catch {
        // It is not there, or this file system tells of nothing: the poll sees to it.
      }
    }
  };
  renew();
  return {
    renew,
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
}
