/**
 * The parameters of `Content-Disposition` that name a file after a title: in ASCII for old readers, and as it is (RFC 8187) for
 * all others. Letters and digits only, so nothing in it means anything to a header or a path.
 */
export function attachmentName(title: string, extension: string): string {
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
