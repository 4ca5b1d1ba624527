import { openBackup } from '@/lib/backup/verbs/open-backup';
import { removeBackup } from '@/lib/backup/verbs/remove-backup';
import { route } from '@/lib/http/route';

/** The archive as a file. */
export const GET = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    const name = params.name ?? '';
    const { bytes, body } = await openBackup(ctx, { name });
    return new Response(body, {
      headers: {
        'content-type': 'application/x-tar',
        'content-length': String(bytes),
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store, no-transform',
      },
    });
  },
});

export const DELETE = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await removeBackup(ctx, { name: params.name ?? '' });
    return new Response(null, { status: 204 });
  },
});
