import { hash, verify } from '@node-rs/argon2';

/** argon2id is the library's default; the costs are the OWASP Password Storage Cheat Sheet's (19 MiB, 2 passes, 1 lane). */
const costs = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The hash of a random password that nobody kept: checking against it costs what checking a real one does. */
const decoy = '$argon2id$v=19$m=19456,t=2,p=1$M5uY4LkWytPdAmqXiVbG+A$TkevM9Q/MGL/D1xjx9/H6tU5PXpl+xMF9YOE9tT3k/c';

/** The password's argon2id hash in PHC form. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password, costs);
}

/**
 * Whether the password is the one that was hashed. Without a hash (no such user) the answer is false after the same
 * work, so that the time tells nothing about which emails exist.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? decoy, password);
  return passwordHash !== null && matches;
}
