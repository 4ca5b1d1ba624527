import type { QueryParams } from '@/lib/engine/engine';

export type ParamType = 'String' | 'Float64' | 'Int64' | 'UInt32' | 'Array(String)' | 'Array(Float64)' | 'Identifier';

/** Collects the values of a query. Only the placeholder that `bind` returns goes into the SQL text. */
export type Binder = {
  bind(value: string | number | readonly string[] | readonly number[], type: ParamType): string;
  readonly params: QueryParams;
};

/** Equal values share a placeholder, so that the engine sees equal expressions as one and computes them once. */
export function createBinder(): Binder {
  const params: QueryParams = {};
  const known = new Map<string, string>();
  return {
    params,
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
