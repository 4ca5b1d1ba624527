import type { Matcher } from '@/lib/model/matcher';
import type { Inhibition, Policy, QuietHours, Routing } from '@/lib/model/routing';
import { matchersSentence, operatorOf } from '../matcher-words';
import { afterWords, listed, spanWords } from '../span-words';

export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const shortDays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** One line of the summary: of what, and who is told. */
export type SummaryLine = { about: string; told: string; isNobody: boolean };

/** Who is told of what, one line per policy that can be reached, and what becomes of the rest. */
export function summaryLines({ policies }: Pick<Routing, 'policies'>): SummaryLine[] {
  const end = lastReached(policies);
  const lines = policies.slice(0, end + 1).map((policy, at) => ({
    about: aboutWords(policy.matchers, at > 0),
    told: `${stepsWords(policy.steps)}${policy.continue ? ', and whom the policies below name' : ''}`,
    isNobody: policy.steps.length === 0,
  }));
  const isAllCovered = policies.slice(0, end + 1).some(({ matchers }) => matchers.length === 0);
  if (isAllCovered || policies.length === 0) return lines;
  return [...lines, { about: 'Everything else', told: 'nobody', isNobody: true }];
}

/** The place of the policy behind which nothing comes any more: it matches everything and is the last word. */
function lastReached(policies: readonly Policy[]): number {
  const at = policies.findIndex((policy) => policy.matchers.length === 0 && !policy.continue);
  return at < 0 ? policies.length - 1 : at;
}

/** `Critical`, `service checkout`, `Everything`, or the matchers as a sentence. */
export function aboutWords(matchers: readonly Matcher[], isRest = false): string {
  const [only] = matchers;
  if (!only) return isRest ? 'Everything else' : 'Everything';
  if (matchers.length === 1 && only.name === 'severity' && operatorOf(only) === '=') return capital(only.value);
  return capital(matchersSentence(matchers));
}

/** `Ops at once, then On call after 10 min`. */
export function stepsWords(steps: Policy['steps']): string {
  if (steps.length === 0) return 'nobody';
  return steps
    .map(({ receiver, after }, at) => `${at > 0 ? 'then ' : ''}${receiver || '(nobody yet)'} ${afterWords(after)}`)
    .join(', ');
}

/** How messages are put together and paced. */
export function pacingWords({ groupBy, groupWait, groupInterval, repeatInterval }: Policy): string {
  const grouped = groupBy === 'incident' ? 'per incident' : groupBy.length === 0 ? 'in all' : `per ${listed(groupBy)}`;
  const wait = groupWait === '0s' ? 'without waiting' : `after waiting ${spanWords(groupWait)} for more`;
  return `One message ${grouped}, ${wait}; changes every ${spanWords(groupInterval)}; again every ${spanWords(repeatInterval)}`;
}

/** `Quiet 22:00 to 07:00 on Sat and Sun (Europe/Berlin), except critical`. */
export function quietWords({ timezone, from, until, days, except }: QuietHours): string {
  const on = days.length === 7 ? 'every day' : `on ${listed(days.map((day) => shortDays[day - 1] ?? ''))}`;
  return `Quiet ${from} to ${until} ${on} (${timezone})${except.length > 0 ? `, except ${listed(except)}` : ''}`;
}

/** `While severity is critical fires, severity is warning with the same cluster and service is quiet`. */
export function inhibitionWords({ source, target, equal }: Inhibition): string {
  const same = equal.length > 0 ? ` with the same ${listed(equal)}` : '';
  return `While ${shortWords(source)} fires, ${shortWords(target)}${same} is quiet`;
}

const shortWords = (matchers: readonly Matcher[]): string => {
  const [only] = matchers;
  if (matchers.length === 1 && only?.name === 'severity' && operatorOf(only) === '=') return only.value;
  return matchers.length === 0 ? 'anything' : matchersSentence(matchers);
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

type KnownChannel = { id: string; name: string; isEnabled: boolean };

/** What of the document would keep people from being told, in sentences; empty when all is well. */
export function routingGaps(routing: Routing, channels: readonly KnownChannel[]): string[] {
  return [...policyGaps(routing), ...receiverGaps(routing, channels)];
}

function policyGaps({ policies }: Routing): string[] {
  const end = lastReached(policies);
  const blocker = policies[end]?.name ?? '';
  return policies
    .slice(end + 1)
    .map(({ name }) => `“${name}” is never reached: “${blocker}” above it matches everything.`);
}

function receiverGaps({ receivers, schedules, policies }: Routing, channels: readonly KnownChannel[]): string[] {
  const used = new Set(policies.flatMap(({ steps }) => steps.map(({ receiver }) => receiver)));
  return receivers
    .filter(({ name }) => used.has(name))
    .flatMap((receiver) => {
      const people = schedules.filter(({ name }) => receiver.schedules.includes(name)).flatMap((found) => found.people);
      const ids = [...receiver.channels, ...people.flatMap((person) => person.channels)];
      if (ids.length === 0) return [`“${receiver.name}” has no channel, so nobody hears what is sent to it.`];
      const live = channels.filter(({ id, isEnabled }) => isEnabled && ids.includes(id));
      if (live.length === 0) return [`All channels of “${receiver.name}” are switched off or gone.`];
      return people
        .filter((person) => person.channels.length === 0)
        .map((person) => `${person.name} is on call but has no channel.`);
    });
}
