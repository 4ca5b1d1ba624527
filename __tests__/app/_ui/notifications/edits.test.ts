import fc from 'fast-check';
import {
  freeName,
  moved,
  newPolicy,
  startWith,
  tellsNobody,
  withCopy,
  withoutReceiver,
  withReceiver,
  withSchedule,
} from '@/app/_ui/notifications/routing/edit-routing';
import { policyFaults } from '@/app/_ui/notifications/routing/policy-faults';
import { draftOf, formOf, missingIn, newDraft } from '@/app/_ui/notifications/channels/channel-draft';
import { kindWords } from '@/app/_ui/notifications/channels/channel-kinds';
import { deliveryHref, parseDeliveryFilter } from '@/app/_ui/notifications/deliveries/delivery-href';
import { beginning, periodOf } from '@/app/_ui/notifications/silences/silence-period';
import { channelInputSchema, channelKinds, channelSecretNames, type Channel } from '@/lib/model/channel';
import { routingSchema, type Routing } from '@/lib/model/routing';
import { dayMs, hourMs } from '@/lib/time/duration';

const now = Date.parse('2026-11-25T12:00:00Z');
const schedule = { name: 'Week', timezone: 'UTC', firstWeek: '2026-11-23', people: [{ name: 'Ada', channels: [] }] };
const routing: Routing = routingSchema.parse({
  receivers: [{ name: 'Ops', channels: ['c1'], schedules: ['Week'] }, { name: 'Lead' }],
  schedules: [schedule],
  policies: [
    { name: 'Critical', steps: [{ receiver: 'Ops' }, { after: '10m', receiver: 'Lead' }] },
    { name: 'Rest', steps: [{ receiver: 'Ops' }] },
  ],
});

describe('edits of the routing document', () => {
  it('move one item and keep the others in their order', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { minLength: 1 }),
        fc.nat(),
        fc.integer({ min: -9, max: 9 }),
        (list, n, by) => {
          const at = n % list.length;
          const next = moved(list, at, by);
          const item = list[at];
          expect(next.filter((each) => each !== item)).toEqual(list.filter((each) => each !== item));
          expect(next).toContain(item);
        },
      ),
    );
  });

  it('let policies follow a receiver to its new name, and lose the steps of one that is gone', () => {
    const renamed = withReceiver(routing, 0, { name: 'Shop ops', channels: ['c1'], schedules: [] });
    expect(renamed.policies.flatMap(({ steps }) => steps.map(({ receiver }) => receiver))).toEqual([
      'Shop ops',
      'Lead',
      'Shop ops',
    ]);
    const without = withoutReceiver(routing, 0);
    expect(without.policies.map(({ steps }) => steps.length)).toEqual([1, 0]);
    expect(routingSchema.safeParse(without).success).toBe(true);
  });

  it('let receivers follow a schedule to its new name', () => {
    const [first] = routing.schedules;
    if (!first) throw new Error('no schedule');
    expect(withSchedule(routing, 0, { ...first, name: 'Nights' }).receivers[0]?.schedules).toEqual(['Nights']);
  });

  it('let stand-ins follow a person to a new name, and end with one who is gone', () => {
    const until = '2026-12-02T00:00:00Z';
    const override = (person: string) => ({ person, from: '2026-12-01T00:00:00Z', until });
    const people = ['Ada', 'Grace'].map((name) => ({ name, channels: [] }));
    const [first] = routing.schedules;
    if (!first) throw new Error('no schedule');
    const before = { ...first, people, overrides: [override('Ada'), override('Grace')] };
    const of = (names: string[]) => {
      const next = { ...before, people: names.map((name) => ({ name, channels: [] })) };
      const { schedules } = withSchedule({ ...routing, schedules: [before] }, 0, next);
      return schedules[0]?.overrides.map(({ person }) => person);
    };
    expect(of(['Ada L.', 'Grace'])).toEqual(['Ada L.', 'Grace']);
    expect(of(['Grace', 'Ada'])).toEqual(['Ada', 'Grace']);
    expect(of(['Grace'])).toEqual(['Grace']);
    expect(of(['Ada', 'Grace', 'Linus'])).toEqual(['Ada', 'Grace']);
  });

  it('copy a policy right below it under a free name', () => {
    expect(withCopy(routing, 0).policies.map(({ name }) => name)).toEqual(['Critical', 'Critical 2', 'Rest']);
    expect(freeName('a', [{ name: 'a' }, { name: 'a 2' }])).toBe('a 3');
  });

  it('begin with one receiver and one policy for everything, filling the one that is there and tells nobody', () => {
    const empty = routingSchema.parse({ policies: [{ name: 'everything' }] });
    expect(tellsNobody(empty)).toBe(true);
    const begun = startWith(empty, { id: 'c9', name: 'Ops Slack' });
    expect(begun.receivers).toEqual([{ name: 'Ops Slack', channels: ['c9'], schedules: [] }]);
    expect(begun.policies).toHaveLength(1);
    expect(begun.policies[0]?.steps).toEqual([{ after: '0s', receiver: 'Ops Slack' }]);
    expect(tellsNobody(begun)).toBe(false);
    expect(routingSchema.safeParse(startWith(routingSchema.parse({}), { id: 'c9', name: 'x' })).success).toBe(true);
  });

  it('say at which fields a policy is faulty', () => {
    const policy = {
      ...newPolicy(routing),
      name: 'Critical',
      steps: [{ after: 'm', receiver: '' }],
      groupBy: ['a b'],
      repeatInterval: '0s',
    };
    expect(policyFaults(policy, ['Critical']).map(({ path }) => path)).toEqual([
      'name',
      'steps.0.after',
      'steps.0.receiver',
      'repeatInterval',
      'groupBy',
    ]);
    expect(policyFaults(newPolicy(routing), [])).toEqual([]);
  });
});

const filled: Record<string, Record<string, string>> = {
  webhook: { url: 'https://example.com/hook' },
  email: { to: 'a@example.com, b@example.com', from: 'me@example.com', host: 'smtp.example.com' },
  slack: { channel: '#ops' },
  teams: {},
  discord: {},
  telegram: { chatId: '-100' },
  pagerduty: {},
  ntfy: { topic: 'ops' },
};

describe('the form of a channel', () => {
  it.each(channelKinds)('asks for what the model of %s has, and makes what the door takes', (kind) => {
    const draft = newDraft(kind, 'Mine');
    Object.assign(draft.values, filled[kind]);
    expect(kindWords[kind].secrets.map(({ name }) => name).sort()).toEqual([...channelSecretNames[kind]].sort());
    for (const { name } of kindWords[kind].secrets) draft.secrets[name] = 'x'.repeat(32);
    expect([...missingIn(draft, [])]).toEqual([]);
    const parsed = channelInputSchema.safeParse(formOf(draft));
    expect(parsed.error?.issues ?? []).toEqual([]);
    const asked = [...kindWords[kind].fields.map(({ name }) => name), 'kind', 'sendResolved'].sort();
    expect(asked).toEqual(expect.arrayContaining(Object.keys(parsed.data?.settings ?? {}).sort()));
  });

  it('gives back what it got, without secrets that were not typed', () => {
    const channel: Channel = {
      id: 'c1',
      workspaceId: 'w',
      name: 'Mail',
      isEnabled: false,
      settings: {
        kind: 'email',
        to: ['a@example.com', 'b@example.com'],
        from: 'me@example.com',
        host: 'smtp.example.com',
        port: 465,
        secure: true,
        sendResolved: false,
      },
      secrets: ['password'],
      createdAt: 0,
      updatedAt: 0,
    };
    const { name, isEnabled, settings } = channel;
    expect(formOf(draftOf(channel))).toEqual({ name, isEnabled, settings, secrets: {} });
    expect(formOf({ ...draftOf(channel), removed: ['password'] }).secrets).toEqual({ password: null });
    expect(formOf({ ...draftOf(channel), removed: ['password'], secrets: { password: 'new' } }).secrets).toEqual({
      password: 'new',
    });
  });

  it('says what is missing, and that Slack needs one whole way', () => {
    expect([...missingIn({ ...newDraft('webhook', ''), name: ' ' }, []).keys()]).toEqual(['name', 'settings.url']);
    expect([...missingIn(newDraft('slack', 'S'), []).keys()]).toEqual(['secrets.botToken']);
    expect([...missingIn(newDraft('slack', 'S'), ['botToken']).keys()]).toEqual(['settings.channel']);
    expect([...missingIn(newDraft('slack', 'S'), ['webhookUrl']).keys()]).toEqual([]);
  });
});

describe('the period of a silence', () => {
  it('is a preset from now on, or until a date on the clock of the workspace', () => {
    const period = beginning(null, 'Europe/Berlin', now);
    expect(periodOf(period, 'Europe/Berlin', now)).toEqual({ startsAt: now, endsAt: now + hourMs });
    const until = { ...period, length: 'until' as const, until: '2026-11-26T09:00' };
    expect(periodOf(until, 'Europe/Berlin', now).endsAt).toBe(Date.parse('2026-11-26T08:00:00Z'));
    const later = { ...period, length: '1d' as const, from: '2026-11-27T00:00' };
    const startsAt = Date.parse('2026-11-26T23:00:00Z');
    expect(periodOf(later, 'Europe/Berlin', now)).toEqual({ startsAt, endsAt: startsAt + dayMs });
  });

  it('of one that has begun keeps its beginning, and presets count from now', () => {
    const silence = { id: 's', workspaceId: 'w', matchers: [], createdBy: 'a', comment: 'b', updatedAt: 0 };
    const begun = beginning({ ...silence, startsAt: now - hourMs, endsAt: now + hourMs }, 'UTC', now);
    expect(periodOf(begun, 'UTC', now)).toEqual({ startsAt: now - hourMs, endsAt: now + hourMs });
    expect(periodOf({ ...begun, length: '4h' }, 'UTC', now).endsAt).toBe(now + 4 * hourMs);
  });

  it('is not known while a field is empty', () => {
    expect(periodOf({ ...beginning(null, 'UTC', now), length: 'until', until: '' }, 'UTC', now).endsAt).toBeNull();
  });
});

describe('the filter of deliveries', () => {
  it('lives in the URL, and what cannot be read is left out', () => {
    const filter = { status: 'dead', channel: 'c1', incident: null } as const;
    expect(deliveryHref(filter)).toBe('/notifications/deliveries?status=dead&channel=c1');
    expect(parseDeliveryFilter({ status: 'dead', channel: ['c1', 'c2'] })).toEqual(filter);
    expect(parseDeliveryFilter({ status: 'nonsense' })).toEqual({ status: null, channel: null, incident: null });
    expect(deliveryHref({ status: null, channel: null, incident: null })).toBe('/notifications/deliveries');
  });
});
