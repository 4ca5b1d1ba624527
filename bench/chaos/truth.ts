import type { AnswerMeta } from '@/lib/model/answer';

/** A number that the portal gave for a question that only grows. */
export type Reading = {
  question: string;
  value: number;
  meta: Pick<AnswerMeta, 'asOf' | 'freshness' | 'ageMs' | 'reason'>;
  /** By the reader's clock, which nobody moves. */
  askedAt: number;
  answeredAt: number;
};

type Floor = { at: number; value: number };
/** Times in answers are whole milliseconds. */
const roundingMs = 5;

/**
 * Judges answers to "how many are there": never more than had been sent when it arrived, never less than somebody had
 * been told before the numbers were computed, and marked stale only with a reason.
 */
export class Truth {
  readonly faults: string[] = [];
  private readonly floors = new Map<string, Floor[]>();

  constructor(private readonly sentOf: (question: string) => number) {}

  judge(reading: Reading): void {
    const { question, value, meta, askedAt, answeredAt } = reading;
    const most = this.sentOf(question);
    // Computed at this time or later: the age was taken after the question was asked.
    const computedAt = askedAt - meta.ageMs - roundingMs;
    const least = this.floorAt(question, computedAt);
    const say = (what: string) =>
      this.faults.push(`${question}: ${value} (${meta.freshness}, ${Math.round(meta.ageMs)} ms old) ${what}`);
    if (value > most) say(`is more than the ${most} that were sent`);
    if (value < least) say(`is less than the ${least} that were told before`);
    if (meta.freshness === 'stale' && meta.reason === undefined) say('is stale without a reason');
    this.raise(question, { at: answeredAt, value });
  }

  /** Somebody was told that so many can be queried now. */
  promise(question: string, value: number): void {
    this.raise(question, { at: performance.now(), value });
  }

  private floorAt(question: string, at: number): number {
    const floors = this.floors.get(question) ?? [];
    for (let i = floors.length - 1; i >= 0; i -= 1) {
      const floor = floors[i];
      if (floor !== undefined && floor.at <= at) return floor.value;
    }
    return 0;
  }

  private raise(question: string, floor: Floor): void {
    const floors = this.floors.get(question) ?? [];
    if (floor.value > (floors.at(-1)?.value ?? -1)) floors.push(floor);
    this.floors.set(question, floors);
  }
}
