import { admissionClasses, type AdmissionClass } from './admission';

/** Whose turn it counts as. */
export type Payer = { workspaceId: string; class: AdmissionClass };

type Account<T> = { pass: number; running: number; waiting: T[] };
type Lane<T> = { pass: number; running: number; queued: number; turn: number; accounts: Map<string, Account<T>> };

/** What a class gets when all want something. */
export const weights: Record<AdmissionClass, number> = { alert: 4, interactive: 8, live: 4, bulk: 1 };

const mostDebtMs = 1_000;

/**
 * Whose turn it is: first between classes by weight, then between the workspaces of a class evenly, then by arrival. Each has a
 * `pass` that grows by the time it used divided by its weight, and the smallest goes next; who comes from a pause starts where
 * the others are, so that nobody saves up turns and nobody waits for more than one turn of each of the others. Stride scheduling
 * (Waldspurger and Weihl, MIT/LCS/TM-528, 1995) with time that is estimated at the start and settled at the end.
 */
export class FairQueue<T extends Payer> {
  private readonly lanes = new Map<AdmissionClass, Lane<T>>(
    admissionClasses.map((name) => [name, { pass: 0, running: 0, queued: 0, turn: 0, accounts: new Map() }]),
  );
  private turn = 0;
  private total = 0;

  get size(): number {
    return this.total;
  }

  queued(name: AdmissionClass): number {
    return this.lane(name).queued;
  }

  running(name: AdmissionClass): number {
    return this.lane(name).running;
  }

  push(item: T): void {
    const { lane, account } = this.accountOf(item);
    account.waiting.push(item);
    lane.queued += 1;
    this.total += 1;
  }

  /** The next one of a class that `isOpen`; it counts as started. */
  take(costMs: number, isOpen: (name: AdmissionClass) => boolean): T | undefined {
    // Of equal ones the first in the order of the classes, hence alerts.
    const lane = leastUsed(this.lanes, (each, name) => each.queued > 0 && isOpen(name));
    const next = lane && leastUsed(lane.accounts, ({ waiting }) => waiting.length > 0);
    const item = next?.waiting.shift();
    if (lane === undefined || item === undefined) return undefined;
    lane.queued -= 1;
    this.total -= 1;
    this.start(item, costMs);
    return item;
  }

  /** A call starts and pays what calls take as a rule; `end` settles the difference. */
  start(payer: Payer, costMs: number): void {
    const { lane, account } = this.accountOf(payer);
    this.turn = Math.max(this.turn, lane.pass);
    lane.turn = Math.max(lane.turn, account.pass);
    lane.pass += costMs / weights[payer.class];
    account.pass += costMs;
    lane.running += 1;
    account.running += 1;
  }

  /** A started call ended: what it took less or more than it was charged for. */
  end(payer: Payer, differenceMs: number): void {
    const { lane, account } = this.accountOf(payer);
    // A debt is not for ever: the next question of a workspace must not wait a minute because its last one took as long.
    lane.pass = Math.min(lane.pass + differenceMs / weights[payer.class], this.turn + mostDebtMs);
    account.pass = Math.min(account.pass + differenceMs, lane.turn + mostDebtMs);
    lane.running -= 1;
    account.running -= 1;
    this.forgetIdle(payer, account);
  }

  /** Takes out one that waits; false when it does not. */
  remove(item: T): boolean {
    const lane = this.lane(item.class);
    const account = lane.accounts.get(item.workspaceId);
    const at = account?.waiting.indexOf(item) ?? -1;
    if (account === undefined || at < 0) return false;
    account.waiting.splice(at, 1);
    lane.queued -= 1;
    this.total -= 1;
    this.forgetIdle(item, account);
    return true;
  }

  isWaiting({ workspaceId, class: name }: Payer): boolean {
    return (this.lane(name).accounts.get(workspaceId)?.waiting.length ?? 0) > 0;
  }

  /** How many would go before one that comes now, as far as is known. */
  ahead({ workspaceId, class: name }: Payer): number {
    const lane = this.lane(name);
    const own = lane.accounts.get(workspaceId)?.waiting.length ?? 0;
    let before = own;
    for (const [id, { waiting }] of lane.accounts) if (id !== workspaceId) before += Math.min(waiting.length, own + 1);
    const turns = before + 1;
    for (const [other, { queued }] of this.lanes)
      if (other !== name) before += Math.min(queued, Math.ceil((turns * weights[other]) / weights[name]));
    return before;
  }

  /** The newest one of whoever has most waiting: who goes when there are too many (as in FQ-CoDel, RFC 8290, section 4.1). */
  newestOfLongest(): T | undefined {
    let longest: readonly T[] = [];
    for (const lane of this.lanes.values())
      for (const { waiting } of lane.accounts.values()) if (waiting.length > longest.length) longest = waiting;
    return longest.at(-1);
  }

  *waiting(): Generator<T> {
    for (const lane of this.lanes.values()) for (const { waiting } of lane.accounts.values()) yield* waiting;
  }

  private lane(name: AdmissionClass): Lane<T> {
    const lane = this.lanes.get(name);
    if (lane === undefined) throw new TypeError(`no class ${name}`);
    return lane;
  }

  /** The account of a workspace in a class; one that comes from a pause starts where the others are. */
  private accountOf({ workspaceId, class: name }: Payer): { lane: Lane<T>; account: Account<T> } {
    const lane = this.lane(name);
    if (lane.queued === 0 && lane.running === 0) lane.pass = Math.max(lane.pass, this.turn);
    let account = lane.accounts.get(workspaceId);
    if (account === undefined) lane.accounts.set(workspaceId, (account = { pass: lane.turn, running: 0, waiting: [] }));
    return { lane, account };
  }

  private forgetIdle({ workspaceId, class: name }: Payer, account: Account<T>): void {
    if (account.running === 0 && account.waiting.length === 0) this.lane(name).accounts.delete(workspaceId);
  }
}

function leastUsed<K, V extends { pass: number }>(all: Map<K, V>, fits: (each: V, key: K) => boolean): V | undefined {
  let least: V | undefined;
  for (const [key, each] of all) if (fits(each, key) && (least === undefined || each.pass < least.pass)) least = each;
  return least;
}
