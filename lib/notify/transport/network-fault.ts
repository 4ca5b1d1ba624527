import { SendError } from '@/lib/notify/sending/sender';
import { refused } from './guard';

const words: Record<string, string> = {
  ENOTFOUND: 'the name of the server is not known',
  EAI_AGAIN: 'the name server does not answer',
  ECONNREFUSED: 'nothing listens at this address',
  ECONNRESET: 'the server closed the connection',
  EPIPE: 'the server closed the connection',
  EHOSTUNREACH: 'there is no way to this address',
  ENETUNREACH: 'there is no way to this address',
  ESOCKET: 'the server closed the connection or did not answer in time',
  ETIMEDOUT: 'the server did not answer in time',
  ABORT_ERR: 'the server did not answer in time',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not signed by an authority that is trusted here',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not signed by an authority that is trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not signed by an authority that is trusted here',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/**
 * What went wrong on the way to a server, without its address, which may be a secret. The error itself is not kept as the
 * cause for the same reason.
 */
export function networkFault(error: unknown): SendError {
  if (error instanceof SendError) return error;
  const { code, message } = shapeOf(error);
  if (/^DNS lookup .* is not allowed\. Because/.test(message)) return refused();
  if (code === 'ERR_INVALID_CHAR' || code === 'ERR_UNESCAPED_CHARACTERS')
    return new SendError('The address or a header has characters that cannot be sent.', true);
  return new SendError(`Not sent: ${words[code] ?? 'the connection failed'}${code === '' ? '' : ` (${code})`}.`, false);
}

/** Of several addresses that all failed, the first tells what is wrong. */
function shapeOf(error: unknown): { code: string; message: string } {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const fields = (typeof first === 'object' && first !== null ? first : {}) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return { code: text(fields.code), message: text(fields.message) };
}
