// Advance widths in em of a typical system sans at weight 400, rounded up, so that the estimate errs towards more room.
const narrow = new Set([..."iIl.,:;|!'’`jf()[]{}/ "]);
const wide = new Set([...'mMWw@%–—…']);

function charWidth(char: string): number {
  if (narrow.has(char)) return 0.34;
  if (wide.has(char)) return 0.92;
  if (/[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\uffff]/.test(char)) return 1;
  const code = char.codePointAt(0) ?? 0;
  if (code > 0xffff) return 1.3;
  return char >= 'A' && char <= 'Z' ? 0.7 : 0.6;
}

/** About how wide a text is, in px. The same on server and client, which have no common way to measure. */
export function textWidth(text: string, fontSize: number): number {
  let em = 0;
  for (const char of text) em += charWidth(char);
  return em * fontSize;
}

/** The text, or its beginning and an ellipsis, within a width in px; empty when not even the ellipsis fits. */
export function fitText(text: string, maxWidth: number, fontSize: number): string {
  if (textWidth(text, fontSize) <= maxWidth) return text;
  const chars = [...text];
  while (chars.length > 0 && textWidth(`${chars.join('')}…`, fontSize) > maxWidth) chars.pop();
  return chars.length > 0 ? `${chars.join('').trimEnd()}…` : '';
}
