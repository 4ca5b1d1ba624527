import type { OidcSettings } from '@/lib/auth/oidc/oidc-settings';
import type { Secrets } from '@/lib/auth/secrets';
import type { Config } from '@/lib/config/config';
import type { Services } from '@/lib/context';
import type { ProvisionStatus } from '@/lib/provision/start-provisioning';
import { AppError } from '@/lib/errors/app-error';
import { singleton } from '@/lib/process/singleton';

/** What the first start made and prints once: neither is stored in readable form. */
export type FirstStart = { email: string; password?: string; writeKey?: string };

export type Runtime = {
  config: Config;
  secrets: Secrets;
  oidc: OidcSettings | undefined;
  services: Services;
  firstStart: FirstStart | null;
  startedAt: number;
  /** What comes from SIGHTGLASS_PROVISION; null when it is not set. */
  provision: () => ProvisionStatus | null;
  /** Finishes the ingest flush, closes streams with a retry hint, then the engine and the store. */
  shutdown(): Promise<void>;
};

type Slot = { booting: Promise<Runtime> | null };
const slot = (): Slot => singleton<Slot>('runtime', () => ({ booting: null }));

/** The running portal. Rejects with `overloaded` before the server has booted it. */
export function runtime(): Promise<Runtime> {
  const { booting } = slot();
  return booting ?? Promise.reject(new AppError('overloaded', 'The portal is starting.', { retryAfterMs: 1_000 }));
}

/** Remembers the runtime for every module instance of this process. */
export function setRuntime(booting: Promise<Runtime>): Promise<Runtime> {
  slot().booting = booting;
  return booting;
}
