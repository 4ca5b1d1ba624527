import { AppError } from '@/lib/errors/app-error';

/** What a thread that reads a file may use. */
export const readerLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 } as const;

/** The words for a thread that was ended because it needed more; null for any other error. */
export function tooMuchMemory(error: unknown): AppError | null {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') return null;
  const reason =
    'Reading the file takes more memory than an import may use. Write it with smaller row groups or records.';
  return new AppError('invalid_input', reason, { cause: error });
}
