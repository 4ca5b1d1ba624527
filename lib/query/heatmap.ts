import { AppError } from '@/lib/errors/app-error';
import type { HeatmapData } from '@/lib/model/answer';
import type { HeatmapSpec } from '@/lib/model/query-spec';
import type { Asking } from './asking';
import type { Plan } from './plan';

export function computeHeatmap(spec: HeatmapSpec, _plan: Plan, _asking: Asking): Promise<HeatmapData> {
  return Promise.reject(new AppError('query_rejected', `Questions of kind ${spec.kind} cannot be answered yet`));
}
