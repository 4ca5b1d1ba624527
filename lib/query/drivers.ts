import { AppError } from '@/lib/errors/app-error';
import type { DriversData } from '@/lib/model/answer';
import type { DriversSpec } from '@/lib/model/query-spec';
import type { Asking } from './asking';
import type { Plan } from './plan';

export function computeDrivers(spec: DriversSpec, _plan: Plan, _asking: Asking): Promise<DriversData> {
  return Promise.reject(new AppError('query_rejected', `Questions of kind ${spec.kind} cannot be answered yet`));
}
