import { AppError, isAppError, type ErrorCode } from '@/lib/errors/app-error';
import type { Metrics } from '@/lib/telemetry/metrics';
import type { Clock } from '@/lib/time/clock';
import { secondMs } from '@/lib/time/duration';
import type { Breaker, BreakerState, BreakerStatus, Breakers } from './breakers';
import { PolicyBreaker, type BreakerTimes, type Guarded } from './create-breaker';

export type BreakerOptions = Partial<BreakerTimes> & {
  clock: Clock;
  metrics?: Pick<Metrics, 'breaker'>;
  /** Which error of a channel means that its receiver is away. Default: every one. */
  isChannelFailure?: (error: unknown) => boolean;
};

const defaults: BreakerTimes = { failures: 5, probeAfterMs: secondMs, probeTimeoutMs: 2 * secondMs };
/** Nobody looks at a screen meanwhile, and a receiver that limits us is not helped by more. */
const channelTimes: BreakerTimes = { failures: 5, probeAfterMs: 30 * secondMs, probeTimeoutMs: 30 * secondMs };
const gaugeOf: Record<BreakerState, number> = { closed: 0, 'half-open': 1, open: 2 };

/** The breakers of everything that the portal depends on and that may be away while the portal is not. */
export function createBreakers(options: BreakerOptions): Breakers {
  const { clock, metrics, isChannelFailure = () => true } = options;
  const times = { ...defaults, ...definedOnly(options) };
  const channels = new Map<string, { workspaceId: string; breaker: PolicyBreaker }>();
  const make = (guarded: Guarded, spans: BreakerTimes): PolicyBreaker => new PolicyBreaker(guarded, spans, clock);
  const engine = watched(make(dependency('engine', ['engine_unavailable', 'engine_timeout']), times), metrics);
  const store = watched(make(dependency('store', ['store_unavailable']), times), metrics);
  const measureChannels = (): void => {
    const open = [...channels.values()].filter(({ breaker }) => breaker.status().state !== 'closed');
    metrics?.breaker.openChannels.set(open.length);
  };
  const ofWorkspace = (workspaceId: string): PolicyBreaker[] =>
    [...channels.values()].filter((one) => one.workspaceId === workspaceId).map(({ breaker }) => breaker);

  return {
    engine,
    store,
    channel({ id, workspaceId, name }) {
      const known = channels.get(id);
      if (known !== undefined) return known.breaker;
      const breaker = make(receiver(id, name, isChannelFailure), channelTimes);
      breaker.onChange(measureChannels);
      channels.set(id, { workspaceId, breaker });
      return breaker;
    },
    forgetChannel(id) {
      channels.get(id)?.breaker.close();
      channels.delete(id);
      measureChannels();
    },
    probeWith: (name, look) => (name === 'engine' ? engine : store).probeWith(look),
    list: (workspaceId): BreakerStatus[] =>
      [engine, store, ...ofWorkspace(workspaceId)].map((breaker) => breaker.status()),
    find: (workspaceId, name): Breaker | undefined =>
      [engine, store, ...ofWorkspace(workspaceId)].find((breaker) => breaker.status().name === name),
    close() {
      for (const breaker of [engine, store, ...[...channels.values()].map((one) => one.breaker)]) breaker.close();
    },
  };
}

function definedOnly({ failures, probeAfterMs, probeTimeoutMs }: BreakerOptions): Partial<BreakerTimes> {
  return {
    ...(failures !== undefined && { failures }),
    ...(probeAfterMs !== undefined && { probeAfterMs }),
    ...(probeTimeoutMs !== undefined && { probeTimeoutMs }),
  };
}

/** What the caller did wrong says nothing about the health of the dependency: only these codes count. */
function dependency(name: 'engine' | 'store', codes: readonly ErrorCode[]): Guarded {
  const code = name === 'engine' ? 'engine_unavailable' : 'store_unavailable';
  return {
    name,
    kind: name,
    label: name === 'engine' ? 'Engine' : 'Store',
    isFailure: (error) => isAppError(error) && codes.includes(error.code),
    refusal: (retryAfterMs) =>
      new AppError(code, `The ${name} is not answering; trying again in a moment`, {
        retryAfterMs: Math.max(retryAfterMs, secondMs),
        detail: { breaker: name, state: 'open' },
      }),
  };
}

function receiver(id: string, name: string, isFailure: (error: unknown) => boolean): Guarded {
  return {
    name: `channel:${id}`,
    kind: 'channel',
    label: name,
    isFailure,
    refusal: (retryAfterMs) =>
      new AppError('overloaded', `The last messages to ${name} did not arrive; trying again in a moment`, {
        retryAfterMs,
        detail: { breaker: `channel:${id}`, state: 'open' },
      }),
  };
}

function watched(breaker: PolicyBreaker, metrics: BreakerOptions['metrics']): PolicyBreaker {
  const report = ({ name, state }: BreakerStatus): void => metrics?.breaker.state.set({ name }, gaugeOf[state]);
  breaker.onChange(report);
  report(breaker.status());
  return breaker;
}
