import type { ServerResponse } from 'node:http';

export type OpenRequests = {
  add(reply: ServerResponse): void;
  /** Resolves when every reply is out or its client has gone, or after so many ms; true in the first case. */
  settled(withinMs: number): Promise<boolean>;
};

/** The requests that are being answered, so that a portal which stops can finish them first. */
export function createOpenRequests(): OpenRequests {
  let count = 0;
  const waiting = new Set<() => void>();
  return {
    add(reply) {
      count += 1;
      reply.once('close', () => {
        count -= 1;
        if (count === 0) for (const tell of waiting) tell();
      });
    },
    settled: (withinMs) =>
      new Promise((resolve) => {
        if (count === 0) return resolve(true);
        const finish = () => {
          clearTimeout(timer);
          waiting.delete(finish);
          resolve(count === 0);
        };
        const timer = setTimeout(finish, withinMs);
        waiting.add(finish);
      }),
  };
}
