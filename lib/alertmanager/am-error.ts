/** A refusal in Alertmanager's own words: a JSON text, or `{code, message}` for what its request validation refuses. */
export class AmError extends Error {
  constructor(
    readonly status: number,
    readonly body: string | { code: number; message: string } | null,
  ) {
    super(typeof body === 'string' ? body : (body?.message ?? `status ${status}`));
    this.name = 'AmError';
  }
}

export const refused = (text: string) => new AmError(400, text);
/** What go-openapi says of a body or parameter that does not fit its schema; its codes are 422 with a number of their own. */
export const unfit = (code: number, message: string) => new AmError(code >= 600 ? 422 : code, { code, message });
