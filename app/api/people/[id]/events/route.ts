import { fileStream } from '@/lib/http/file-stream';
import { route } from '@/lib/http/route';
import { userIdIn } from '@/lib/http/user-id-in';
import { exportPerson } from '@/lib/people/export-person';

/** All events of a user id as a file. */
export const GET = route({
  access: 'actor',
  run: async (ctx, { url }) =>
    fileStream(await exportPerson(ctx, { userId: userIdIn(url) }), { name: 'person', format: 'ndjson' }),
});
