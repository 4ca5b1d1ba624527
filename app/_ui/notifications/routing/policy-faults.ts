import type { FieldError } from '@/lib/errors/app-error';
import type { Inhibition, Policy } from '@/lib/model/routing';
import { matcherFault } from '../matcher-words';
import { isSpan } from '../span-words';

const needsSpan = 'Needs a length of time';

/** What is wrong with a policy before the portal is asked, at the paths of its fields. */
export function policyFaults(policy: Policy, taken: readonly string[]): FieldError[] {
  const { name, matchers, groupBy, steps, quietHours } = policy;
  const faults = [
    ...nameFaults(name, taken),
    ...matcherFaults(matchers, 'matchers'),
    ...steps.flatMap(({ after, receiver }, at) => [
      ...fault(isSpan(after, { isZeroAllowed: true }), `steps.${at}.after`, needsSpan),
      ...fault(receiver !== '', `steps.${at}.receiver`, 'Choose who is told'),
    ]),
    ...fault(isSpan(policy.groupWait, { isZeroAllowed: true }), 'groupWait', needsSpan),
    ...fault(isSpan(policy.groupInterval), 'groupInterval', needsSpan),
    ...fault(isSpan(policy.repeatInterval), 'repeatInterval', needsSpan),
  ];
  if (Array.isArray(groupBy)) faults.push(...labelFaults(groupBy, 'groupBy'));
  if (quietHours) {
    faults.push(...fault(isTime(quietHours.from), 'quietHours.from', 'Needs a time'));
    faults.push(...fault(isTime(quietHours.until), 'quietHours.until', 'Needs a time'));
    faults.push(...fault(quietHours.days.length > 0, 'quietHours.days', 'Choose a day'));
  }
  return faults;
}

export function inhibitionFaults({ source, target, equal }: Inhibition): FieldError[] {
  return [
    ...fault(source.length > 0, 'source', 'Say which alert makes others quiet'),
    ...fault(target.length > 0, 'target', 'Say which alerts become quiet'),
    ...matcherFaults(source, 'source'),
    ...matcherFaults(target, 'target'),
    ...labelFaults(equal, 'equal'),
  ];
}

export function nameFaults(name: string, taken: readonly string[]): FieldError[] {
  if (name === '') return [{ path: 'name', reason: 'Give it a name' }];
  return fault(!taken.includes(name), 'name', 'This name is taken');
}

const matcherFaults = (matchers: Policy['matchers'], path: string): FieldError[] =>
  matchers.flatMap((matcher, at) => {
    const reason = matcherFault(matcher);
    return reason === null ? [] : [{ path: `${path}.${at}`, reason }];
  });

const labelFaults = (names: readonly string[], path: string): FieldError[] =>
  names
    .filter((name) => !/^[a-zA-Z_]\w*$/.test(name))
    .map((name) => ({ path, reason: `“${name}” cannot be a label: letters, digits and _ only` }));

const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

const fault = (isFine: boolean, path: string, reason: string): FieldError[] => (isFine ? [] : [{ path, reason }]);
