/**
 * The whole policy of an embed's page: its own script and style by nonce, pictures of this portal, one stream, and the frames
 * it may stand in. `frames` is a `frame-ancestors` directive.
 */
export function pagePolicy(nonce: string, frames: string): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `connect-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    frames,
  ].join('; ');
}
