type Baseline = { log: number; at: number };

/** So many shapes are remembered, the least recently seen forgotten first. */
const mostShapes = 512;
/** How much a new measurement counts. */
const weight = 0.3;
/** Data grows and changes: what was measured longer ago than this says nothing. */
const lifeMs = 600_000;

/**
 * How long calls of a shape take while nothing else is at the engine, as mean of logarithms, so that a call that takes twice as
 * long and one that takes half as long cancel out. Only calm measurements count: learning from busy ones would take the delay
 * that there is for the normal one.
 */
export class Baselines {
  private readonly byShape = new Map<string, Baseline>();

  /** Logarithm of the time of a call without company; undefined as long as none was seen. */
  of(shape: string, now: number): number | undefined {
    const known = this.byShape.get(shape);
    return known !== undefined && now - known.at < lifeMs ? known.log : undefined;
  }

  learn(shape: string, log: number, now: number): void {
    const known = this.of(shape, now);
    this.byShape.delete(shape);
    this.byShape.set(shape, { log: known === undefined ? log : known + weight * (log - known), at: now });
    const [oldest] = this.byShape.keys();
    if (this.byShape.size > mostShapes && oldest !== undefined) this.byShape.delete(oldest);
  }
}
