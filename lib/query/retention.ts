import { AppError } from '@/lib/errors/app-error';
import type { RetentionData } from '@/lib/model/journey-answer';
import type { RetentionSpec } from '@/lib/model/query-spec';
import type { Asking } from './asking';
import type { Plan } from './plan';

export function computeRetention(spec: RetentionSpec, _plan: Plan, _asking: Asking): Promise<RetentionData> {
  return Promise.reject(new AppError('query_rejected', `Questions of kind ${spec.kind} cannot be answered yet`));
}
