import { AppError } from '@/lib/errors/app-error';
import type { FunnelData } from '@/lib/model/journey-answer';
import type { FunnelSpec } from '@/lib/model/query-spec';
import type { Asking } from './asking';
import type { Plan } from './plan';

export function computeFunnel(spec: FunnelSpec, _plan: Plan, _asking: Asking): Promise<FunnelData> {
  return Promise.reject(new AppError('query_rejected', `Questions of kind ${spec.kind} cannot be answered yet`));
}
