import type { StartingPointId } from '@/lib/alerts/starting-points';

type Start = { workspace: string; start?: StartingPointId; event?: string };

/** The page of a new rule: empty, or with something ready-made about an event. */
export const startHref = (start: Start): string => `/alerts/new?${new URLSearchParams(start).toString()}`;
