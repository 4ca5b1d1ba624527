import type { ChaosPortal } from './portal';

export type Audit = {
  accepted: number;
  stored: number;
  lost: number;
  duplicated: number;
  /** In the engine without ever having been sent. */
  strange: number;
  /** By the per-minute rollup, which has to agree with the rows. */
  rolledUp: number;
};

/** Who was promised what: ids that were sent, and those that were answered 202. */
export class Ledger {
  readonly sent = new Map<string, Set<string>>();
  readonly accepted = new Set<string>();
  private readonly acceptedOf = new Map<string, number>();
  /** Answers that neither took an event nor asked to come again. */
  readonly refusals: string[] = [];

  send(name: string, ids: readonly string[]): void {
    let known = this.sent.get(name);
    if (!known) this.sent.set(name, (known = new Set()));
    for (const id of ids) known.add(id);
  }

  accept(name: string, ids: readonly string[]): void {
    for (const id of ids) this.accepted.add(id);
    this.acceptedOf.set(name, this.acceptedCount(name) + ids.length);
  }

  acceptedCount(name: string): number {
    return this.acceptedOf.get(name) ?? 0;
  }

  sentCount(name: string): number {
    return this.sent.get(name)?.size ?? 0;
  }

  /** Compares every id with the engine's rows. */
  async audit(portal: ChaosPortal): Promise<Audit> {
    const names = [...this.sent.keys()].map((name) => `'${name}'`).join(',');
    const rows = await portal.ask<{ id: string; n: string }[]>('query', {
      sql: `SELECT event_id AS id, toString(count()) AS n FROM events WHERE name IN (${names}) GROUP BY event_id`,
    });
    const [rollup] = await portal.ask<{ n: string }[]>('query', {
      sql: `SELECT toString(sum(events)) AS n FROM events_1m WHERE name IN (${names})`,
    });
    const stored = new Map(rows.map(({ id, n }) => [id, Number(n)]));
    const sent = new Set([...this.sent.values()].flatMap((ids) => [...ids]));
    return {
      accepted: this.accepted.size,
      stored: [...stored.values()].reduce((sum, n) => sum + n, 0),
      lost: [...this.accepted].filter((id) => !stored.has(id)).length,
      duplicated: [...stored.values()].filter((n) => n > 1).length,
      strange: [...stored.keys()].filter((id) => !sent.has(id)).length,
      rolledUp: Number(rollup?.n ?? 0),
    };
  }
}
