import type { Services } from '@/lib/context';
import type { PortalStatus } from '@/lib/model/live-frame';

type Followed = Pick<Services, 'engine' | 'breakers' | 'admission' | 'live'>;

/** Tells all streams how the engine is and how often charts are refreshed, now and at each change. Returns the way to stop. */
export function followStatus(services: Followed): () => void {
  const show = (): void => services.live.setStatus(portalStatus(services));
  show();
  const { engine, breakers, admission } = services;
  const stops = [engine.onStatus(show), breakers.engine.onChange(show), admission.onPressure(show)];
  return () => stops.forEach((stop) => stop());
}

/** An engine that runs and does not answer is as good as none to whoever looks at its charts. */
function portalStatus({ engine, breakers, admission }: Followed): PortalStatus {
  const { state, since, message } = engine.status();
  const breaker = breakers.engine.status();
  if (state === 'ready' && breaker.state !== 'closed')
    return {
      engine: 'down',
      since: breaker.since,
      message: 'The engine does not answer. It is looked at once a second.',
    };
  const everyMs = admission.everyMs();
  return {
    engine: state,
    since,
    ...(message !== undefined && { message }),
    ...(everyMs > 0 && { pace: { everyMs, reason: 'engine_busy' } }),
  };
}
