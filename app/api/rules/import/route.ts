import { importRules } from '@/lib/alerts/verbs/import-rules';
import { fileFormatOf, readText } from '@/lib/http/body';
import { route } from '@/lib/http/route';

const maxBodyBytes = 4 * 1024 * 1024;

/** The body is a file of rules, JSON or YAML by its content type; it is looked at when that says neither. */
export const POST = route({
  access: 'actor',
  run: async (ctx, { request }) => {
    const text = await readText(request, maxBodyBytes);
    return { rules: await importRules(ctx, { text, format: fileFormatOf(request) }) };
  },
});
