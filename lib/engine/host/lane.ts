import { codes, HostError } from './exception';

/** Lets `width` jobs run at once and the rest wait in order of arrival. */
export class Lane {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly width: number,
    private readonly depth: number,
  ) {}

  /** Runs the job when it is its turn. Throws TOO_MANY_SIMULTANEOUS_QUERIES when `depth` jobs wait already. */
  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.running >= this.width) {
      if (this.waiting.length >= this.depth)
        throw new HostError(
          codes.tooManyQueries,
          'TOO_MANY_SIMULTANEOUS_QUERIES',
          `Too many queries wait (${this.depth}).`,
        );
      // The finishing job hands its place over, so `running` does not change on this path.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.running += 1;
    try {
      return await job();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
