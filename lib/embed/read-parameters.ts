import type { FieldError } from '@/lib/errors/app-error';

const longest = 2_000;

export type Names = {
  /** Those of which an address has one each. */
  single: readonly string[];
  repeated: readonly string[];
  /** Read elsewhere: who asks, and what makes an address new to a cache. */
  ignored: readonly string[];
};

/** What is wrong with the names of an address, and with how often it has them; `unknown` says what to do about a strange one. */
export function nameFaults(params: URLSearchParams, names: Names, unknown: (name: string) => string): FieldError[] {
  const repeated = new Set(names.repeated);
  const known = new Set([...names.single, ...names.repeated, ...names.ignored]);
  return [...new Set(params.keys())].flatMap((path): FieldError[] => {
    if (!known.has(path)) return [{ path: path.slice(0, 60), reason: unknown(path) }];
    if (names.ignored.includes(path)) return [];
    const values = params.getAll(path);
    if (values.some((value) => value.length > longest)) return [{ path, reason: `longer than ${longest} characters` }];
    return values.length < 2 || repeated.has(path) ? [] : [{ path, reason: 'given more than once' }];
  });
}

/** Why a parameter cannot be read, in words for whoever wrote it. */
export class Refused extends Error {}
export type Read = <T>(name: string, parse: (text: string) => T) => T | undefined;

/** A parameter that is not there, or is empty, is undefined; one that cannot be read too, with its fault noted. */
export function readerOf(params: URLSearchParams, faults: FieldError[]): Read {
  return (name, parse) => {
    const text = params.get(name)?.trim() ?? '';
    if (text === '') return undefined;
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      faults.push({ path: name, reason: error.message });
      return undefined;
    }
  };
}
