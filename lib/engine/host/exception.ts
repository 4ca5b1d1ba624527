/** An error as ClickHouse's HTTP interface reports it. */
export type EngineException = { code: number; message: string; status: number };

/** ClickHouse error codes that are answered with something else than 500; the rest of the table in its HTTPHandler.cpp. */
const statusByCode: Record<number, number> = {
  6: 400,
  26: 400,
  27: 400,
  38: 400,
  41: 400,
  42: 400,
  43: 400,
  53: 400,
  62: 400,
  72: 400,
  117: 400,
  120: 400,
  456: 400,
  457: 400,
  16: 404,
  46: 404,
  47: 404,
  50: 404,
  60: 404,
  81: 404,
  115: 404,
  48: 501,
  159: 408,
  160: 408,
  164: 403,
  194: 401,
  202: 503,
  516: 403,
  497: 403,
};

export const codes = {
  notImplemented: 48,
  syntax: 62,
  cancelled: 394,
  tooManyQueries: 202,
  authentication: 516,
  tooLarge: 307,
  badRequest: 36,
} as const;

export class HostError extends Error {
  constructor(
    readonly code: number,
    readonly type: string,
    text: string,
  ) {
    super(`Code: ${code}. DB::Exception: ${text} (${type})`);
  }
}

/** Any error of chDB or of the host, in the form clients of ClickHouse know. */
export function toException(error: unknown): EngineException {
  const text = error instanceof Error ? error.message : String(error);
  const message = text.replace(/^Query failed: /, '');
  const code = Number(/Code: (\d+)/.exec(message)?.[1] ?? 1_002);
  const full = message.startsWith('Code: ') ? message : `Code: ${code}. DB::Exception: ${message} (UNKNOWN_EXCEPTION)`;
  return { code, message: full, status: statusByCode[code] ?? 500 };
}
