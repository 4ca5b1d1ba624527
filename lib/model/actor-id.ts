import type { Actor } from './actor';

/** The id under which an actor is written down: of the user, of the key, or what the portal itself was doing. */
export function actorIdOf(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return actor.userId;
    case 'key':
      return actor.keyId;
    case 'system':
      return actor.purpose;
    case 'embed':
      return `${actor.grant.kind} ${actor.grant.resourceId}`;
  }
}
