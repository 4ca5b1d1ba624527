import { AppError } from '@/lib/errors/app-error';
import type { EmbedParameter, ParameterValues } from '@/lib/model/embed';
import type { EmbedOpener } from '@/lib/model/embed-grant';

export type GivenValues = {
  parameters: readonly EmbedParameter[];
  /** From the token, or kept with the share link. */
  given: ParameterValues;
  /** From the address. */
  asked: ParameterValues;
  by: EmbedOpener['by'];
};

/**
 * The values that hold, as Metabase decides it: a locked parameter has the token's value and must have one; an editable one
 * has that of the address unless the token has one; a hidden or unknown one can be set by neither. A member in a session sees
 * everything in the portal anyway, so there locked ones may be chosen. Throws `forbidden` and `invalid_input`.
 */
export function resolveParameters({ parameters, given, asked, by }: GivenValues): ParameterValues {
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  for (const name of Object.keys(given)) {
    const mode = known.get(name)?.mode;
    if (mode === undefined) throw invalid(name, 'This embed has no such parameter.');
    if (mode === 'hidden') throw forbidden(name, 'is hidden, so a token cannot set it');
  }
  for (const name of Object.keys(asked)) {
    const mode = known.get(name)?.mode;
    if (mode === undefined) throw invalid(name, 'This embed has no such parameter.');
    if (mode === 'hidden') throw forbidden(name, 'is hidden, so the address cannot set it');
    if (Object.hasOwn(given, name) || (mode === 'locked' && by !== 'session'))
      throw forbidden(name, 'is locked, so the address cannot set it');
  }
  const values: ParameterValues = { ...asked, ...given };
  if (by !== 'session')
    for (const { name, mode } of parameters)
      if (mode === 'locked' && valuesOf(values, name).length === 0)
        throw forbidden(name, 'is locked, so the token has to give it a value');
  return values;
}

/** A parameter may be called `constructor`, too. */
const valuesOf = (values: ParameterValues, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? []) : []);

const forbidden = (name: string, reason: string) => new AppError('forbidden', `The parameter "${name}" ${reason}.`);
const invalid = (name: string, reason: string) =>
  new AppError('invalid_input', `${name}: ${reason}`, { fields: [{ path: name, reason }] });
