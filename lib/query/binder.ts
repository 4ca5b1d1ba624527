import type { QueryParams } from '@/lib/engine/engine';
import type { SummaryKey } from '@/lib/model/summary-key';

export type ParamType =
  | 'String'
  | 'Float64'
  | 'Int64'
  | 'UInt32'
  | 'UInt64'
  | 'Array(String)'
  | 'Array(Float64)'
  | 'Array(UInt32)'
  | 'Array(UInt64)'
  | 'Identifier';

/** Collects the values of a query. Only the placeholder that `bind` returns goes into the SQL text. */
export type Binder = {
  bind(value: string | number | readonly string[] | readonly number[], type: ParamType): string;
  readonly params: QueryParams;
  /** What is read from the columns `text` and `number` of a summary and not from the event. */
  readonly summarised?: SummaryKey | undefined;
};

/** Equal values share a placeholder, so that the engine sees equal expressions as one and computes them once. */
export function createBinder(summarised?: SummaryKey): Binder {
  const params: QueryParams = {};
  const known = new Map<string, string>();
  return {
    params,
    summarised,
    bind(value, type) {
      const key = `${type}:${JSON.stringify(value)}`;
      const name = known.get(key) ?? `p${known.size}`;
      if (!known.has(key)) {
        known.set(key, name);
        params[name] = typeof value === 'object' ? ([...value] as string[] | number[]) : value;
      }
      return `{${name}:${type}}`;
    },
  };
}
