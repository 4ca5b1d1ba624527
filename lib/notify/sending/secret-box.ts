import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from '@/lib/errors/app-error';
import type { ChannelSecrets } from '@/lib/model/channel';
import type { Sender } from './sender';

const version = 'v1';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals secrets with AES-256-GCM (NIST SP 800-38D) under a key that HKDF-SHA256 (RFC 5869) derives from the installation's
 * secret: `v1.` and nonce, tag and text in base64url. The version is authenticated, so that it cannot be exchanged.
 */
export function createSecretBox(channelSecret: string): Pick<Sender, 'seal' | 'unseal'> {
  const key = new Uint8Array(hkdfSync('sha256', channelSecret, '', 'sightglass channel secrets', 32));
  return {
    seal(secrets) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(version));
      const text = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
      return `${version}.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')}`;
    },
    unseal(sealed) {
      if (sealed === null) return {};
      try {
        const [name, encoded = ''] = sealed.split('.');
        if (name !== version) throw new Error('unknown version');
        const bytes = Buffer.from(encoded, 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        }).setAAD(Buffer.from(version));
        decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
        return JSON.parse(text.toString('utf8')) as ChannelSecrets;
      } catch {
        throw new AppError(
          'internal',
          'The secrets of this channel cannot be read: secrets.json in the data folder is not the one they were written with. Enter them again.',
        );
      }
    },
  };
}
