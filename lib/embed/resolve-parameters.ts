import { AppError } from '@/lib/errors/app-error';
import type { EmbedParameter, ParameterMode, ParameterValues } from '@/lib/model/embed';
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
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter.mode]));
  for (const name of Object.keys(given)) checkName(name, { mode: known.get(name), who: 'a token' });
  for (const name of Object.keys(asked)) {
    const mode = known.get(name);
    checkName(name, { mode, who: 'the address' });
    const isLocked = mode === 'locked' && by !== 'session';
    if (isLocked || Object.hasOwn(given, name)) throw forbidden(name, 'is locked, so the address cannot set it');
  }
  const values: ParameterValues = { ...asked, ...given };
  const locked = by === 'session' ? [] : parameters.filter(({ mode }) => mode === 'locked');
  const missing = locked.find(({ name }) => valuesOf(values, name).length === 0);
  if (missing) throw forbidden(missing.name, 'is locked, so the token has to give it a value');
  return values;
}

function checkName(name: string, { mode, who }: { mode: ParameterMode | undefined; who: string }): void {
  if (mode === undefined) throw invalid(name, 'This embed has no such parameter.');
  if (mode === 'hidden') throw forbidden(name, `is hidden, so ${who} cannot set it`);
}

/** A parameter may be called `constructor`, too. */
const valuesOf = (values: ParameterValues, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? []) : []);

const forbidden = (name: string, reason: string) => new AppError('forbidden', `The parameter "${name}" ${reason}.`);
const invalid = (name: string, reason: string) =>
  new AppError('invalid_input', `${name}: ${reason}`, { fields: [{ path: name, reason }] });
