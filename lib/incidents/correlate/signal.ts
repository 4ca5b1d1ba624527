/** An alert that began to fire, as correlation sees it. */
export type Signal = {
  alertId: string;
  /** Unix ms. */
  at: number;
  labels: Readonly<Record<string, string>>;
  /** How often its rule looks, ms; 0 when events wake it. Alerts of one trouble can be that far apart. */
  everyMs: number;
  /** Whether it takes a second place to be worth an incident: one odd series is not yet trouble. */
  needsCorroboration: boolean;
  /** The group it was in before, when it had resolved only a while ago. */
  returnsTo?: string;
};

/** Labels that name a place, the most telling first; the others describe. */
export const placeLabels = ['service', 'instance', 'pod', 'container', 'peer', 'host', 'node', 'database', 'queue'];
/** Alerts that differ in one of these are about different worlds, however close in time. */
const boundaryLabels = ['cluster', 'environment', 'env', 'region', 'tenant'];

/** The labels that correlation looks at; the others need not be remembered. */
export const tellingLabels: readonly string[] = [...placeLabels, ...boundaryLabels];

/** Where it happens: the values of its place labels, without repeats. */
export function placesOf({ labels }: Pick<Signal, 'labels'>): string[] {
  const values = placeLabels.map((name) => labels[name]).filter((value) => value !== undefined && value !== '');
  return [...new Set(values as string[])];
}

export function boundaryOf({ labels }: Signal): Record<string, string> {
  const said = boundaryLabels.map((name) => [name, labels[name]] as const).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as Record<string, string>;
}

type Boundary = Readonly<Record<string, string>>;
/** The value of a label that is no border any more, because a person joined what it kept apart. */
export const anyValue = '*';

/** The label in which two boundaries differ; null when one is silent wherever the other speaks. */
export function differsIn(a: Boundary, b: Boundary): string | null {
  const isBorder = (name: string) =>
    b[name] !== undefined && b[name] !== a[name] && a[name] !== anyValue && b[name] !== anyValue;
  return Object.keys(a).find(isBorder) ?? null;
}
