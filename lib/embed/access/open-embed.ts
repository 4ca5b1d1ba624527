import { authorize } from '@/lib/auth/permissions';
import type { Services } from '@/lib/context';
import { parseScalar } from '@/lib/dashboards/view/filter-text';
import { tryInput } from '@/lib/model/check-input';
import {
  defaultSettings,
  parameterValuesSchema,
  type Embed,
  type EmbedParameter,
  type ParameterValues,
} from '@/lib/model/embed';
import type { EmbedGrant, EmbedOpener } from '@/lib/model/embed-grant';
import { hourMs, minuteMs } from '@/lib/time/duration';
import { refusal } from '@/lib/embed/refusal';
import { resolveParameters } from '@/lib/embed/resolve-parameters';
import { verifyToken, type VerifyingKey } from '@/lib/embed/token';
import type { EmbedVisit, Opener } from './find-opener';
import { keyFault, shareFault } from './still-granted';

/** How long a page that a link or a session opened may stay live before it has to be opened anew. */
const linkMs = 12 * hourMs;
/** When a key or a link was used is written down this often at most. */
const touchMs = minuteMs;

export type OpenedEmbed = { workspaceId: string; embed: Embed | null; grant: EmbedGrant };
/** The link has a password that this visitor has not given yet. */
export type LockedShare = { isLocked: true; shareId: string };

/**
 * Checks what a visitor brought against the embed: token and key, link and password, or session and role; then the values of
 * its parameters. Throws `unauthenticated`, `forbidden` and `invalid_input`.
 */
export async function openEmbed(
  services: Services,
  visit: EmbedVisit,
  opener: Opener,
): Promise<OpenedEmbed | LockedShare> {
  switch (opener.by) {
    case 'key':
      return openByToken(services, visit, opener);
    case 'share':
      return openByShare(services, visit, opener);
    case 'session': {
      const { actor, embed } = opener;
      authorize({ actor }, 'dashboards:read');
      const by = { by: 'session', userId: actor.userId } as const;
      const expiresAt = services.clock.now() + linkMs;
      return opened(visit, { workspaceId: actor.workspaceId, embed, by, given: {}, expiresAt });
    }
  }
}

type Typed<By extends Opener['by']> = Extract<Opener, { by: By }>;

async function openByToken(services: Services, visit: EmbedVisit, opener: Typed<'key'>): Promise<OpenedEmbed> {
  const { key, embed, token } = opener;
  const now = services.clock.now();
  const verifying: VerifyingKey = { kid: key.kid, isEnded: false, ...materialOf(services, key) };
  const signed = await verifyToken(token, verifying, now);
  if (signed.kind !== visit.kind || signed.resourceId !== visit.resourceId) throw refusal('wrong_resource');
  const fault = keyFault(key, embed, now);
  if (fault !== null) throw refusal(fault);
  if (now - (key.lastUsedAt ?? 0) > touchMs) await services.store.embedKeys.touch(key.kid, now);
  const by = { by: 'key', kid: key.kid } as const;
  const { values: given, expiresAt } = signed;
  return opened(visit, { workspaceId: key.workspaceId, embed, by, given, expiresAt });
}

function materialOf(services: Services, key: Typed<'key'>['key']) {
  return key.algorithm === 'HS256'
    ? ({ algorithm: 'HS256', secret: services.embeds.unseal(key.sealed ?? '') } as const)
    : ({ algorithm: 'EdDSA', publicKey: key.publicKey ?? '' } as const);
}

async function openByShare(
  services: Services,
  visit: EmbedVisit,
  { share, embed }: Typed<'share'>,
): Promise<OpenedEmbed | LockedShare> {
  const now = services.clock.now();
  const fault = shareFault(share, embed, now);
  if (fault !== null) throw refusal(fault);
  if (embed?.kind !== visit.kind || embed.resourceId !== visit.resourceId) throw refusal('ended_share');
  const passed = visit.search.get('grant') ?? '';
  const isOpen =
    share.passwordHash === null || (await services.embeds.grants.isPassed(passed, { shareId: share.id, now }));
  if (!isOpen) return { isLocked: true, shareId: share.id };
  if (now - (share.lastUsedAt ?? 0) > touchMs) await services.store.embedShares.touch(share.id, now);
  const stored = tryInput(parameterValuesSchema, share.parameters);
  const given = 'value' in stored ? stored.value : {};
  const expiresAt = Math.min(now + linkMs, share.expiresAt ?? Infinity);
  const { workspaceId } = share;
  return opened(visit, { workspaceId, embed, by: { by: 'share', id: share.id }, given, expiresAt });
}

type Checked = { workspaceId: string; embed: Embed | null; by: EmbedOpener; given: ParameterValues; expiresAt: number };

function opened(visit: EmbedVisit, { workspaceId, embed, by, given, expiresAt }: Checked): OpenedEmbed {
  const { parameters, range } = embed?.settings ?? defaultSettings;
  const values = resolveParameters({ parameters, given, asked: askedIn(visit.search, parameters), by: by.by });
  const { kind, resourceId } = visit;
  const asked = range === 'editable' || by.by === 'session' ? rangeIn(visit.search) : null;
  return { workspaceId, embed, grant: { kind, resourceId, opener: by, values, range: asked, expiresAt } };
}

/** Values in the address stand as `var-<name>`, as on dashboards; an empty one is everything. */
function askedIn(search: URLSearchParams, parameters: readonly EmbedParameter[]): ParameterValues {
  const names = [...new Set(search.keys())].filter((name) => name.startsWith('var-'));
  return Object.fromEntries(
    names.map((name) => {
      const values = search.getAll(name).filter((value) => value !== '' && value !== '$__all');
      const asked = name.slice('var-'.length);
      // What a variable stands for is text; what a filter compares with may be a number.
      const isFilter = parameters.some((one) => one.name === asked && one.field !== undefined);
      return [asked, values.slice(0, 100).map((value) => (isFilter ? parseScalar(value) : value))];
    }),
  );
}

function rangeIn(search: URLSearchParams): EmbedGrant['range'] {
  const from = search.get('from') ?? '';
  // The form of an embed sends both ends in one value.
  const [start = '', end] = from.split('|', 2);
  return start === '' ? null : { from: start, to: end ?? search.get('to') ?? 'now' };
}
