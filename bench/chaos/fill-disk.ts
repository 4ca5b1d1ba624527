import { rm, open, statfs } from 'node:fs/promises';
import path from 'node:path';

/** Writes until nothing more fits; resolves to what makes room again. */
export async function fillDisk(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, 'filler');
  const handle = await open(file, 'w');
  const fill = async () => {
    for (const bytes of [1024 * 1024, 4096]) {
      const piece = Buffer.alloc(bytes);
      for (let free = Infinity; free > 0;) {
        try {
          await handle.write(piece);
        } catch {
          break;
        }
        const { bavail, bsize } = await statfs(folder);
        free = bavail * bsize;
      }
    }
  };
  await fill();
  // What is deleted meanwhile makes no room.
  const timer = setInterval(() => void fill(), 200);
  return async () => {
    clearInterval(timer);
    await handle.close();
    await rm(file, { force: true });
  };
}
