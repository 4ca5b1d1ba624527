import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';
import { readiness } from '@/lib/http/readiness';

/** Whether requests should be sent here: one real aggregate in the engine and one read in the store. */
export const GET = route({
  access: 'public',
  run: async (services) => {
    const report = await readiness(services);
    return json(report, report.ready ? 200 : 503);
  },
});
