import { z } from 'zod';
import { backtestRule } from '@/lib/alerts/verbs/backtest-rule';
import { route } from '@/lib/http/route';

const bodySchema = z.strictObject({ doc: z.unknown(), days: z.union([z.literal(7), z.literal(30)]).default(7) });

/** What a rule that need not be saved yet would have done in the last days. */
export const POST = route({ access: 'actor', body: bodySchema, run: (ctx, { body }) => backtestRule(ctx, body) });
