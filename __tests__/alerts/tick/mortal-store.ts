import type { Store } from '@/lib/store/store';

export class Died extends Error {}
/** At which of its calls a process dies, and whether what it asked for still happens. */
export type Death = { call: number; moment: 'before' | 'after' };
export type Mortal = { store: Store; isDead: () => boolean };

/**
 * The store as a process sees it that dies at one of its calls: whatever it does afterwards reaches the store no more, and a
 * transaction that was open is rolled back.
 */
export function mortalStore(store: Store, death: Death | null): Mortal {
  let calls = 0;
  let isDead = false;
  const die = (): never => {
    isDead = true;
    throw new Died('the process is gone');
  };
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isDead) throw new Died('the process is gone');
    calls += 1;
    const isLast = calls === death?.call;
    if (isLast && death?.moment === 'before') die();
    const result = await work();
    if (isLast || isDead) die();
    return result;
  };
  const wrap = (inner: Store): Store =>
    new Proxy(inner, {
      get(target, name: keyof Store) {
        if (name === 'transaction')
          return <T>(run: (tx: Store) => Promise<T>) => guarded(() => target.transaction((tx) => run(wrap(tx))));
        const part = target[name];
        return typeof part === 'object' ? wrapPart(part) : part;
      },
    });
  const wrapPart = <P extends object>(part: P): P =>
    new Proxy(part, {
      get(target, name) {
        const method = Reflect.get(target, name) as unknown;
        if (typeof method !== 'function') return method;
        return (...args: unknown[]) => guarded(() => Reflect.apply(method, target, args) as Promise<unknown>);
      },
    });
  return { store: wrap(store), isDead: () => isDead };
}
