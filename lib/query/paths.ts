import { AppError } from '@/lib/errors/app-error';
import type { PathsData } from '@/lib/model/journey-answer';
import type { PathsSpec } from '@/lib/model/query-spec';
import type { Asking } from './asking';
import type { Plan } from './plan';

export function computePaths(spec: PathsSpec, _plan: Plan, _asking: Asking): Promise<PathsData> {
  return Promise.reject(new AppError('query_rejected', `Questions of kind ${spec.kind} cannot be answered yet`));
}
