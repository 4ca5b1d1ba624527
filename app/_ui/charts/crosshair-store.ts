/** Where somebody points in one of several charts. */
export type Crosshair = { owner: string; /** Unix ms. */ at: number } | undefined;
export type CrosshairStore = {
  get: () => Crosshair;
  point: (owner: string, at: number | undefined) => void;
  subscribe: (listener: () => void) => () => void;
};

/** Holds one time outside of React, so that a move of the mouse wakes only the lines that show it. */
export function createCrosshairStore(): CrosshairStore {
  let current: Crosshair;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    point: (owner, at) => {
      // A chart that is left late must not take away the line of the one that was entered.
      if (at === undefined ? current?.owner !== owner : current?.owner === owner && current.at === at) return;
      current = at === undefined ? undefined : { owner, at };
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
