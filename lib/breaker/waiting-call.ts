import { AppError } from '@/lib/errors/app-error';
import type { Asked, Place } from './admission';

/** A call in the queue. Times on the monotonic clock, ms. */
export type WaitingCall = Asked & {
  since: number;
  until: number;
  go(place: Place): void;
  fail(error: AppError): void;
};

/** Resolves or rejects with `go` or `fail` of the call that `begin` is given; `onLeave` when its caller gives up before. */
export function waitForTurn(
  asked: Asked,
  times: Pick<WaitingCall, 'since' | 'until'>,
  { begin, onLeave }: { begin: (waiting: WaitingCall) => void; onLeave: (waiting: WaitingCall) => void },
): Promise<Place> {
  return new Promise<Place>((resolve, reject) => {
    const leave = (): void => onLeave(waiting);
    const settle = (): void => asked.signal?.removeEventListener('abort', leave);
    const waiting: WaitingCall = {
      ...asked,
      ...times,
      go: (place) => {
        settle();
        resolve(place);
      },
      fail: (error) => {
        settle();
        reject(error);
      },
    };
    asked.signal?.addEventListener('abort', leave, { once: true });
    begin(waiting);
  });
}

export const cancelled = (): AppError => new AppError('query_rejected', 'The request was cancelled.');
