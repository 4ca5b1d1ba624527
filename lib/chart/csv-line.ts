/** Cells as one line of CSV (RFC 4180: commas, CRLF, quotes doubled), none of which a spreadsheet runs as a formula. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => csvField(harmless(cell))).join(',')}\r\n`;

/**
 * OWASP, CSV injection: these begin a formula, also behind blanks, which some programs cut off, and in the full width of East Asian
 * keyboards.
 */
export function harmless(text: string): string {
  return /^(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/.test(text) ? `'${text}` : text;
}

export function csvField(text: string): string {
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
