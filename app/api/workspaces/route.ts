import { z } from 'zod';
import { createWorkspace } from '@/lib/auth/workspaces/create-workspace';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';
import { workspaceList } from '@/lib/http/workspace-list';
import { workspaceNameSchema } from '@/lib/model/access';

export const GET = route({ access: 'actor', run: async (ctx) => ({ workspaces: await workspaceList(ctx) }) });

export const POST = route({
  access: 'actor',
  body: z.strictObject({ name: workspaceNameSchema }),
  run: async (ctx, { body }) => {
    const { slug, name } = await createWorkspace(ctx, body);
    return json({ slug, name }, 201);
  },
});
