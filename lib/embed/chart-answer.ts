import type { Context } from '@/lib/context';
import type { Answer } from '@/lib/model/answer';
import { runQuery } from '@/lib/query/run-query';
import { askedChart, type AskedChart, type ChartAddress } from './asked-chart';
import { authorizeChart } from './chart-access';

export type AnsweredChart = { asked: AskedChart; answer: () => Promise<Answer> };

/**
 * The saved chart that an address names and, when it is called for, its answer. Throws AppError unauthenticated, forbidden,
 * not_found, invalid_input for parameters and query_rejected; `answer` throws what `runQuery` throws.
 */
export async function chartAnswer(ctx: Context, address: ChartAddress): Promise<AnsweredChart> {
  const reader = authorizeChart(ctx, address.id);
  const asked = await askedChart(reader, address);
  return { asked, answer: () => runQuery(reader.ctx, { spec: asked.spec, isViewed: 'last' in asked.spec.range }) };
}
