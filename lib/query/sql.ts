import { AppError } from '@/lib/errors/app-error';
import type { SqlData } from '@/lib/model/answer';
import type { SqlSpec } from '@/lib/model/query-spec';
import type { Asking } from './asking';
import type { Plan } from './plan';

export function computeSql(spec: SqlSpec, _plan: Plan, _asking: Asking): Promise<SqlData> {
  return Promise.reject(new AppError('query_rejected', `Questions of kind ${spec.kind} cannot be answered yet`));
}
