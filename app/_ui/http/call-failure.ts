import type { Problem } from '@/lib/errors/problem';

/** A call that a door refused; `problem` says which fields were wrong, when the door said so. */
export class CallFailure extends Error {
  constructor(
    message: string,
    readonly problem: Problem | null,
  ) {
    super(message);
    this.name = 'CallFailure';
  }
}
