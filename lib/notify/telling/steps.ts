import type { Look } from './look';

type Steps = Pick<Look, 'policy' | 'reach'>;

/** The first step from `from` on with somebody to tell, and why those before it have nobody; null when there is none. */
export function nextReachable(look: Steps, from: number): { step: number | null; faults: string[] } {
  const { steps, name } = look.policy;
  if (steps.length === 0) return { step: null, faults: [`The policy "${name}" tells nobody: it has no receivers`] };
  const step = steps.findIndex((_, index) => index >= from && channelsOf(look, index, index + 1).length > 0);
  const faults = faultsOf(look, from, step === -1 ? steps.length : step);
  return { step: step === -1 ? null : step, faults };
}

export const channelsOf = (look: Steps, from: number, until: number): string[] =>
  receiversOf(look, from, until).flatMap(({ channelIds }) => channelIds);

export const faultsOf = (look: Steps, from: number, until: number): string[] =>
  receiversOf(look, from, until).flatMap(({ faults }) => faults);

const receiversOf = ({ policy, reach }: Steps, from: number, until: number) =>
  policy.steps.slice(from, until).flatMap(({ receiver }) => reach.get(receiver) ?? []);
