import { z } from 'zod';
import { renameWorkspace } from '@/lib/auth/workspaces/rename-workspace';
import { route } from '@/lib/http/route';
import { removeWorkspace, removeWorkspaceInput } from '@/lib/ingest/workspaces/remove-workspace';
import { workspaceNameSchema } from '@/lib/model/access';

/** The workspace of the request: the one that it names, or that of its key. */
export const PATCH = route({
  access: 'actor',
  body: z.strictObject({ name: workspaceNameSchema }),
  run: async (ctx, { body }) => {
    await renameWorkspace(ctx, body);
    return new Response(null, { status: 204 });
  },
});

export const DELETE = route({
  access: 'actor',
  body: removeWorkspaceInput,
  run: async (ctx, { body }) => {
    await removeWorkspace(ctx, body);
    return new Response(null, { status: 204 });
  },
});
