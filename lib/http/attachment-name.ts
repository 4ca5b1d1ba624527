/** The same few charts are asked for again and again. */
const known = new Map<string, string>();
const maxKnown = 500;

/**
 * The parameters of `Content-Disposition` that name a file after a title: in ASCII for old readers, and as it is (RFC 8187) for
 * all others. Letters and digits only, so nothing in it means anything to a header or a path.
 */
export function attachmentName(title: string, extension: string): string {
  const key = `${extension} ${title}`;
  const made = known.get(key) ?? nameOf(title, extension);
  if (known.size >= maxKnown) known.clear();
  known.set(key, made);
  return made;
}

function nameOf(title: string, extension: string): string {
  const words =
    title
      .normalize('NFKC')
      .toWellFormed()
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const name = [...words.join('-')].slice(0, 80).join('') || 'chart';
  const plain =
    name
      .normalize('NFD')
      .replace(/[^a-z0-9-]+/g, '')
      .replace(/^-+|-+$/g, '') || 'chart';
  const whole = plain === name ? '' : `; filename*=UTF-8''${encodeURIComponent(name)}.${extension}`;
  return `filename="${plain}.${extension}"${whole}`;
}
