import type { PersonDeletionView } from '@/lib/model/person';
import type { PersonDeletion } from '@/lib/store/access-ports';

/** Without whose data it is. */
export function deletionView(deletion: PersonDeletion): PersonDeletionView {
  const { id, state, events, requestedAt, finishedAt, fault } = deletion;
  return { id, state, events, requestedAt, finishedAt, fault };
}
