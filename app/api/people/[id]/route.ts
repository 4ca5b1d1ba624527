import { route } from '@/lib/http/route';
import { userIdIn } from '@/lib/http/user-id-in';
import { deletePerson, deletePersonInput } from '@/lib/people/delete-person';
import { findPerson } from '@/lib/people/find-person';
import { json } from '@/lib/http/respond';

/** What there is of a user id, and the deletion that is under way. */
export const GET = route({ access: 'actor', run: (ctx, { url }) => findPerson(ctx, { userId: userIdIn(url) }) });

/** Begins the deletion: it goes on in the background, and cannot be taken back. */
export const DELETE = route({
  access: 'actor',
  body: deletePersonInput,
  run: async (ctx, { url, body }) =>
    json({ deletion: await deletePerson(ctx, { userId: userIdIn(url), ...body }) }, 202),
});
