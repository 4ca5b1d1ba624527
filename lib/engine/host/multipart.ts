/**
 * The text fields of a multipart/form-data body, which the client sends when bound parameters are too long for the URL.
 * Files are not supported: the client never sends one.
 */
export function parseMultipart(body: Buffer, contentType: string): Map<string, string> {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  const fields = new Map<string, string>();
  if (boundary === undefined) return fields;
  const delimiter = Buffer.from(`--${boundary}`);
  let start = body.indexOf(delimiter);
  while (start !== -1) {
    const end = body.indexOf(delimiter, start + delimiter.length);
    if (end === -1) break;
    const part = body.subarray(start + delimiter.length + 2, end - 2);
    const headEnd = part.indexOf('\r\n\r\n');
    const name = /name="([^"]+)"/.exec(part.subarray(0, Math.max(headEnd, 0)).toString())?.[1];
    if (name !== undefined) fields.set(name, part.subarray(headEnd + 4).toString());
    start = end;
  }
  return fields;
}
