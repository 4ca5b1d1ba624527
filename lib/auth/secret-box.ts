import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const version = 'v1';
const nonceBytes = 12;
const tagBytes = 16;

export type SecretBox = {
  seal(text: string): string;
  /** What was sealed under any of the keys. Throws a plain Error when it was none of them, or the text was changed. */
  unseal(sealed: string): string;
};

type Keys = {
  /** Of secrets.json: the one to seal with first, then those that may have been used before. */
  secrets: readonly [string, ...string[]];
  /** What is sealed for one purpose cannot be opened for another. */
  purpose: string;
};

/**
 * Seals text with AES-256-GCM (NIST SP 800-38D) under a key that HKDF-SHA256 (RFC 5869) derives from the installation's
 * secret: `v1.` and nonce, tag and text in base64url. The version is authenticated, so that it cannot be exchanged.
 */
export function createSecretBox({ secrets, purpose }: Keys): SecretBox {
  const keyOf = (secret: string) => new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32));
  const [first, ...others] = secrets;
  const current = keyOf(first);
  const all = [current, ...others.map(keyOf)];
  return {
    seal(text) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', current, nonce).setAAD(Buffer.from(version));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${version}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
    },
    unseal(sealed) {
      const [name, encoded = ''] = sealed.split('.');
      if (name !== version) throw new Error('sealed in an unknown way');
      const bytes = Buffer.from(encoded, 'base64url');
      for (const key of all) {
        const text = open(bytes, key);
        if (text !== null) return text;
      }
      throw new Error('sealed with another key');
    },
  };
}

function open(bytes: Buffer, key: Uint8Array): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    }).setAAD(Buffer.from(version));
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
