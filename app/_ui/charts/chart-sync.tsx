'use client';

import { createContext, use, useSyncExternalStore, useState, type ReactNode } from 'react';
import { createCrosshairStore, type CrosshairStore } from './crosshair-store';

const Sync = createContext<CrosshairStore | null>(null);

/** Charts over time below it show a line at the time that somebody points at in any of them. */
export function ChartSync({ children }: { children: ReactNode }) {
  const [store] = useState(createCrosshairStore);
  return <Sync value={store}>{children}</Sync>;
}

/** The shared crosshair, or null when the chart stands alone. */
export function useCrosshair(): CrosshairStore | null {
  return use(Sync);
}

const nothing = () => undefined;
const nobody = () => nothing;

/** The time that somebody points at in another chart, Unix ms. */
export function useForeignTime(store: CrosshairStore | null, owner: string): number | undefined {
  const current = useSyncExternalStore(store?.subscribe ?? nobody, store?.get ?? nothing, nothing);
  return current && current.owner !== owner ? current.at : undefined;
}
