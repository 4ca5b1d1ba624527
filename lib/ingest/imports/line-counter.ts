import { open } from 'node:fs/promises';

const chunkBytes = 1024 * 1024;

/**
 * Line numbers of byte positions, counted in the file itself, so that nothing has to be remembered over a restart. Asked
 * with rising positions it reads the file once; it is asked only for the bad rows that are shown.
 */
export class LineCounter {
  private position = 0;
  private line = 1;

  constructor(private readonly file: string) {}

  /** The line, from 1, on which the row that starts here has its first character; blank lines before it are passed. */
  async lineAt(position: number): Promise<number> {
    const handle = await open(this.file, 'r');
    try {
      const buffer = Buffer.allocUnsafe(chunkBytes);
      while (this.position < position) {
        const { bytesRead } = await handle.read(
          buffer,
          0,
          Math.min(chunkBytes, position - this.position),
          this.position,
        );
        if (bytesRead === 0) break;
        this.line += countNewlines(buffer.subarray(0, bytesRead));
        this.position += bytesRead;
      }
      const { bytesRead } = await handle.read(buffer, 0, 1024, position);
      const text = buffer.toString('latin1', 0, bytesRead);
      return this.line + countNewlines(Buffer.from(/^[\r\n]*/.exec(text)?.[0] ?? ''));
    } finally {
      await handle.close();
    }
  }
}

function countNewlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) count += 1;
  return count;
}
