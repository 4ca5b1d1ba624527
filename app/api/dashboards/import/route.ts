import { importDashboard } from '@/lib/dashboards/verbs/import-dashboard';
import { fileFormatOf, readText } from '@/lib/http/body';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

const maxBodyBytes = 4 * 1024 * 1024;

/** The body is the file, JSON or YAML by its content type; it is looked at when that says neither. */
export const POST = route({
  access: 'actor',
  run: async (ctx, { request }) => {
    const text = await readText(request, maxBodyBytes);
    return json(await importDashboard(ctx, { text, format: fileFormatOf(request) }), 201);
  },
});
