import { route } from '@/lib/http/route';
import { removeSample } from '@/lib/ingest/sample/remove-sample';
import { restoreSample } from '@/lib/ingest/sample/restore-sample';
import { sampleStatus } from '@/lib/ingest/sample/sample-status';

export const GET = route({ access: 'actor', run: (ctx) => sampleStatus(ctx) });

/** Brings the sample workspace back. */
export const POST = route({ access: 'actor', run: (ctx) => restoreSample(ctx) });

export const DELETE = route({ access: 'actor', run: (ctx) => removeSample(ctx) });
