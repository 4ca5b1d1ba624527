import { spawn } from 'node:child_process';
import path from 'node:path';

export type Person = { email?: string; email_verified?: boolean; name?: string; groups?: string[] };
export type IdentityProvider = {
  issuer: string;
  clientSecret: string;
  /** Replaces who there is and what is said about them; the name is also the subject. */
  setPeople(people: Record<string, Person>): Promise<void>;
  stop(): Promise<void>;
};

/** Starts a real OpenID Connect provider that sends people back to `redirectUri`. */
export async function startIdentityProvider(redirectUri: string): Promise<IdentityProvider> {
  const clientSecret = 'the secret of the portal at the provider';
  const file = path.resolve('__tests__/build/oidc-server.mjs');
  const child = spawn(process.execPath, [file, JSON.stringify({ redirectUri, clientSecret })], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const issuer = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once('exit', (code) => reject(new Error(`the identity provider ended with ${code}`)));
  });
  return {
    issuer,
    clientSecret,
    setPeople: async (people) => {
      await fetch(`${issuer}/people`, { method: 'PUT', body: JSON.stringify(people) });
    },
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
