import { matcherFault, matchersSentence, matcherText, parseMatcher } from '@/app/_ui/notifications/matcher-words';
import { afterWords, listed, spanWords } from '@/app/_ui/notifications/span-words';
import { tidySpan } from '@/app/_ui/notifications/span-field';
import {
  aboutWords,
  inhibitionWords,
  pacingWords,
  quietWords,
  routingGaps,
  stepsWords,
  summaryLines,
} from '@/app/_ui/notifications/routing/routing-words';
import { parseTopology, topologyText } from '@/app/_ui/notifications/routing/topology-text';
import type { Matcher } from '@/lib/model/matcher';
import { routingSchema, type Policy, type Routing } from '@/lib/model/routing';

const is = (name: string, value: string): Matcher => ({ name, value, isEqual: true, isRegex: false });
const routing = (parts: Partial<Routing> = {}): Routing => ({ ...routingSchema.parse({}), ...parts });
const policy = (name: string, parts: Partial<Policy> = {}): Policy => ({
  name,
  matchers: [],
  groupBy: 'incident',
  groupWait: '30s',
  groupInterval: '5m',
  repeatInterval: '4h',
  steps: [{ after: '0s', receiver: 'Ops' }],
  continue: false,
  ...parts,
});

describe('matchers', () => {
  it.each([
    ['service=checkout', is('service', 'checkout')],
    [' service = checkout ', is('service', 'checkout')],
    ['service!=checkout', { ...is('service', 'checkout'), isEqual: false }],
    ['service=~"check.*|cart"', { ...is('service', 'check.*|cart'), isRegex: true }],
    ['service!~x', { name: 'service', value: 'x', isEqual: false, isRegex: true }],
    ['service="say \\"hi\\""', is('service', 'say "hi"')],
    ['service=', is('service', '')],
    ['a=b=c', is('a', 'b=c')],
  ])('are read from %s as links and amtool write them', (text, matcher) => {
    expect(parseMatcher(text)).toEqual(matcher);
  });

  it.each(['service', '=x', '9a=b', ''])('are not read from %j', (text) => expect(parseMatcher(text)).toBeNull());

  it('are said as people write them', () => {
    expect(matcherText(is('severity', 'critical'))).toBe('severity = critical');
    expect(matcherText({ ...is('team', ''), isEqual: false })).toBe('team != (empty)');
    expect(matchersSentence([is('a', '1'), { ...is('b', '2|3'), isRegex: true }])).toBe('a is 1 and b matches 2|3');
    expect(matchersSentence([])).toBe('everything');
  });

  it('are faulty without a label, with an odd one, or with an expression that is none', () => {
    expect(matcherFault(is('', 'x'))).toBe('Name a label');
    expect(matcherFault(is('a-b', 'x'))).toMatch('letters');
    expect(matcherFault({ ...is('a', '('), isRegex: true })).toMatch('regular expression');
    expect(matcherFault({ ...is('a', '(b|c)'), isRegex: true })).toBeNull();
  });
});

describe('lengths of time', () => {
  it('are said in words and tidied when they are done', () => {
    expect([spanWords('30s'), spanWords('4h'), spanWords('odd')]).toEqual(['30 s', '4 h', 'odd']);
    expect([afterWords('0s'), afterWords('10m')]).toEqual(['at once', 'after 10 min']);
    expect(['0m', 'm', '010m', '5h'].map(tidySpan)).toEqual(['0s', '0s', '10m', '5h']);
    expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
  });
});

describe('the summary', () => {
  it('says who is told of what, and of the rest', () => {
    const policies = [
      policy('Critical', {
        matchers: [is('severity', 'critical')],
        steps: [
          { after: '0s', receiver: 'Ops Slack' },
          { after: '10m', receiver: 'the on-call person' },
          { after: '30m', receiver: 'the lead' },
        ],
      }),
      policy('Rest', { steps: [{ after: '0s', receiver: 'Ops Slack' }] }),
    ];
    expect(summaryLines({ policies })).toEqual([
      {
        about: 'Critical',
        told: 'Ops Slack at once, then the on-call person after 10 min, then the lead after 30 min',
        isNobody: false,
      },
      { about: 'Everything else', told: 'Ops Slack at once', isNobody: false },
    ]);
  });

  it('says that nobody is told of what no policy takes', () => {
    const lines = summaryLines({ policies: [policy('Web', { matchers: [is('team', 'web')] })] });
    expect(lines.map(({ about, told }) => `${about}: ${told}`)).toEqual([
      'Team is web: Ops at once',
      'Everything else: nobody',
    ]);
  });

  it('leaves out what is never reached, and says that policies below are looked at, too', () => {
    const policies = [policy('All', { continue: true }), policy('Last'), policy('Never')];
    expect(summaryLines({ policies }).map(({ told }) => told)).toEqual([
      'Ops at once, and whom the policies below name',
      'Ops at once',
    ]);
    expect(routingGaps(routing({ policies }), [])).toEqual([
      '“Never” is never reached: “Last” above it matches everything.',
    ]);
  });

  it('names receivers that reach nobody', () => {
    const channels = [
      { id: 'on', name: 'On', isEnabled: true },
      { id: 'off', name: 'Off', isEnabled: false },
    ];
    const steps = ['Empty', 'Off', 'Fine', 'Duty'].map((receiver) => ({ after: '0s', receiver }));
    const schedules = [
      {
        name: 'Week',
        timezone: 'UTC',
        handover: { weekday: 1, time: '09:00' },
        firstWeek: '2026-11-23',
        people: [
          { name: 'Ada', channels: ['on'] },
          { name: 'Grace', channels: [] },
        ],
        overrides: [],
      },
    ];
    const receivers = [
      { name: 'Empty', channels: [], schedules: [] },
      { name: 'Off', channels: ['off', 'gone'], schedules: [] },
      { name: 'Fine', channels: ['on', 'off'], schedules: [] },
      { name: 'Duty', channels: [], schedules: ['Week'] },
      { name: 'Unused', channels: [], schedules: [] },
    ];
    expect(routingGaps(routing({ policies: [policy('All', { steps })], receivers, schedules }), channels)).toEqual([
      '“Empty” has no channel, so nobody hears what is sent to it.',
      'All channels of “Off” are switched off or gone.',
      'Grace is on call but has no channel.',
    ]);
  });
});

describe('parts of the document in words', () => {
  it('says steps, pacing and quiet hours', () => {
    expect(stepsWords([])).toBe('nobody');
    expect(aboutWords([is('severity', 'critical')])).toBe('Critical');
    expect(pacingWords(policy('p'))).toBe(
      'One message per incident, after waiting 30 s for more; changes every 5 min; again every 4 h',
    );
    expect(pacingWords(policy('p', { groupBy: ['cluster', 'service'], groupWait: '0s' }))).toBe(
      'One message per cluster and service, without waiting; changes every 5 min; again every 4 h',
    );
    expect(
      quietWords({ timezone: 'Europe/Berlin', from: '22:00', until: '07:00', days: [6, 7], except: ['critical'] }),
    ).toBe('Quiet 22:00 to 07:00 on Sat and Sun (Europe/Berlin), except critical');
  });

  it('says what is quiet while what fires', () => {
    const rule = {
      source: [is('severity', 'critical')],
      target: [is('severity', 'warning')],
      equal: ['cluster', 'service'],
    };
    expect(inhibitionWords(rule)).toBe('While critical fires, warning with the same cluster and service is quiet');
  });

  it('reads and writes what depends on what', () => {
    const text = 'checkout -> payments\ncart → checkout\n\na, b\nodd';
    const { pairs, unread } = parseTopology(text);
    expect(pairs).toEqual([
      ['checkout', 'payments'],
      ['cart', 'checkout'],
      ['a', 'b'],
    ]);
    expect(unread).toBe('odd');
    expect(parseTopology(topologyText(pairs))).toEqual({ pairs, unread: null });
  });
});
