import { hash } from 'node:crypto';
import { randomRecoveryCode } from '@/lib/auth/random-text';

const recoveryCodeCount = 10;

/** Ten codes, each good for one sign-in without the app. */
export const newRecoveryCodes = (): string[] => Array.from({ length: recoveryCodeCount }, randomRecoveryCode);

/** As it is stored, whatever the case and the dashes it is typed with. 74 random bits need no slow hash. */
export function hashRecoveryCode(userId: string, code: string): string {
  return hash('sha256', `${userId}\n${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`, 'hex');
}
