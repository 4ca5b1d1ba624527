import type { Services } from '@/lib/context';
import type { PortalStatus } from '@/lib/model/live-frame';

type Followed = Pick<Services, 'engine' | 'admission' | 'live'>;

/** Tells all streams how the engine is and how often charts are refreshed, now and at each change. Returns the way to stop. */
export function followStatus(services: Followed): () => void {
  const show = (): void => services.live.setStatus(portalStatus(services));
  show();
  const stops = [services.engine.onStatus(show), services.admission.onPressure(show)];
  return () => stops.forEach((stop) => stop());
}

function portalStatus({ engine, admission }: Followed): PortalStatus {
  const { state, since, message } = engine.status();
  const everyMs = admission.everyMs();
  return {
    engine: state,
    since,
    ...(message !== undefined && { message }),
    ...(everyMs > 0 && { pace: { everyMs, reason: 'engine_busy' } }),
  };
}
