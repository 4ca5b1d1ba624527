import type { TextPosition } from '@/lib/errors/app-error';

/** A position from the engine, which counts bytes from 1, in a statement that stands behind `skippedBytes` of ours. */
export function positionAtByte(sql: string, byte: number, skippedBytes: number): TextPosition {
  const bytes = Buffer.from(sql);
  const at = Math.min(Math.max(byte - 1 - skippedBytes, 0), bytes.length);
  return positionAt(sql, bytes.subarray(0, at).toString().length);
}

/** Where a word stands in a statement for the first time, outside of texts and comments; undefined when nowhere. */
export function positionOfWord(sql: string, word: string): TextPosition | undefined {
  if (word === '') return undefined;
  const wanted = word.toLowerCase();
  for (const token of sql.matchAll(tokens)) {
    const [text] = token;
    if (/^['#]|^--|^\/\*/.test(text)) continue;
    if (text.replace(/[`"]/g, '').toLowerCase() === wanted) return positionAt(sql, token.index, text.length);
  }
  return undefined;
}

const tokens =
  /'(?:[^'\\]|\\[\s\S]|'')*'|--[^\n]*|#[! ][^\n]*|\/\*[\s\S]*?\*\/|(?:`(?:[^`\\]|\\.)*`|"(?:[^"\\]|\\.)*"|[\p{L}_][\p{L}\p{N}_]*)(?:\.(?:`(?:[^`\\]|\\.)*`|"(?:[^"\\]|\\.)*"|[\p{L}_][\p{L}\p{N}_]*))*/gu;

function positionAt(sql: string, offset: number, length = wordLength(sql, offset)): TextPosition {
  const before = sql.slice(0, offset);
  const line = before.split('\n').length;
  return { offset, length, line, column: offset - before.lastIndexOf('\n') };
}

function wordLength(sql: string, offset: number): number {
  if (offset >= sql.length) return 0;
  return /^[\p{L}\p{N}_]+/u.exec(sql.slice(offset))?.[0].length ?? 1;
}
