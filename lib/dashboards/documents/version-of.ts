import { AppError } from '@/lib/errors/app-error';

/** The number of a version from a path. Throws `not_found` for what is none. */
export function versionOf(text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d{0,8}$/.test(text))
    throw new AppError('not_found', 'Versions are numbered from 1.');
  return Number(text);
}
