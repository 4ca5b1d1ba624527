import type { RoutingInput } from '@/lib/model/routing';
import { hourMs, minuteMs, secondMs } from '@/lib/time/duration';
import { Simulation, aChannel, receivers, steps, type Said } from './simulation';

const minutes = (count: number) => count * minuteMs;
const start = Date.parse('2026-11-25T12:00:00Z');

function world(
  policy: Partial<NonNullable<RoutingInput['policies']>[number]> = {},
  rest: RoutingInput = {},
): Simulation {
  const sim = new Simulation({
    receivers,
    policies: [{ name: 'everything', groupWait: '30s', steps: steps('0s', '10m', '30m'), ...policy }],
    ...rest,
  });
  return sim.runTo(start);
}
/** `new r1 a,b` with resolved alerts after a slash, and the time since the start in seconds in front. */
const brief = ({ at, occasion, to, firing, resolved }: Said): string =>
  `${(at - start) / secondMs} ${occasion} ${to === 'told' ? 'told' : to.join('+')} ${firing.join(',')}/${resolved.join(',')}`;
const said = (sim: Simulation) => sim.said.map(brief);

describe('an incident', () => {
  test('is told after the group wait, with what fired meanwhile', () => {
    const sim = world()
      .fire('a')
      .runTo(start + 10 * secondMs)
      .fire('b')
      .runTo(start + minutes(5));
    expect(said(sim)).toEqual(['30 new r1 a,b/']);
  });

  test('is told at once without a group wait', () => {
    expect(said(world({ groupWait: '0s' }).fire('a').runTo(start))).toEqual(['0 new r1 a/']);
  });

  test('of which everything resolved before it was told is never told', () => {
    const sim = world()
      .fire('a')
      .runTo(start + 10 * secondMs)
      .resolve('a')
      .runTo(start + hourMs);
    expect(said(sim)).toEqual([]);
    expect([...sim.groups.values()].map(({ dueAt }) => dueAt)).toEqual([null]);
  });

  test('escalates to step after step, counted from the first message, each once', () => {
    const sim = world()
      .fire('a')
      .runTo(start + hourMs * 3);
    expect(said(sim)).toEqual(['30 new r1 a/', '630 escalation r2 a/', '1830 escalation r3 a/']);
  });

  test('stops escalating and repeating once it is acknowledged, and goes on when that is taken back', () => {
    const sim = world({ repeatInterval: '1h' })
      .fire('a')
      .runTo(start + minutes(5));
    sim.incident('i1', { status: 'acknowledged' }).runTo(start + hourMs * 5);
    expect(said(sim)).toEqual(['30 new r1 a/']);
    sim.incident('i1', { status: 'triage' }).runTo(start + hourMs * 5 + minutes(11));
    expect(said(sim).slice(1)).toEqual(['18000 repeat r1 a/', '18600 escalation r2 a/']);
  });

  test('is repeated to everybody who was told as long as nobody acknowledges', () => {
    const sim = world({ repeatInterval: '2h' })
      .fire('a')
      .runTo(start + hourMs * 5);
    expect(said(sim).slice(3)).toEqual(['9030 repeat r1+r2+r3 a/', '16230 repeat r1+r2+r3 a/']);
  });

  test('that was acknowledged before anybody was told is held back, and told when that is taken back', () => {
    const sim = world()
      .fire('a')
      .incident('i1', { status: 'acknowledged' })
      .runTo(start + minutes(5));
    expect(said(sim)).toEqual([]);
    expect(sim.heldBack()).toEqual(['Acknowledged before anybody was told']);
    sim.incident('i1', { status: 'triage' }).runTo(start + minutes(6));
    expect(said(sim)).toEqual(['300 new r1 a/']);
  });

  test('is told again when another alert joins, at most once per group interval', () => {
    const sim = world({ groupInterval: '5m' })
      .fire('a')
      .runTo(start + minutes(1))
      .fire('b');
    sim
      .runTo(start + minutes(2))
      .fire('c')
      .runTo(start + minutes(9))
      .fire('d')
      .runTo(start + minutes(9));
    expect(said(sim)).toEqual(['30 new r1 a/', '330 changed r1 a,b,c/']);
    expect(said(sim.runTo(start + minutes(11))).slice(2)).toEqual([
      '630 changed r1 a,b,c,d/',
      '630 escalation r2 a,b,c,d/',
    ]);
  });

  test('that is acknowledged says nothing of another alert unless the severity rises', () => {
    const sim = world()
      .fire('a')
      .runTo(start + minutes(1))
      .incident('i1', { status: 'acknowledged' });
    sim.fire('b').runTo(start + minutes(20));
    expect(said(sim)).toEqual(['30 new r1 a/']);
    expect(sim.heldBack()).toEqual(['Acknowledged: alerts that join are told only when the severity rises']);
    sim.fire('c', { severity: 'critical' }).runTo(start + minutes(30));
    expect(said(sim).slice(1)).toEqual(['1200 changed r1 a,b,c/']);
    sim.fire('d', { severity: 'critical' }).runTo(start + hourMs * 2);
    expect(said(sim)).toHaveLength(2);
  });

  test('says when an alert that was told becomes more severe, and not when it becomes less', () => {
    const sim = world({ steps: steps('0s') })
      .fire('a', { severity: 'info' })
      .runTo(start + minutes(10));
    sim.change('a', { severity: 'critical' }).runTo(start + minutes(20));
    sim.change('a', { severity: 'warning' }).runTo(start + minutes(30));
    sim.change('a', { severity: 'critical' }).runTo(start + minutes(40));
    expect(said(sim)).toEqual(['30 new r1 a/', '600 changed r1 a/']);
  });

  test('says nothing of one of several alerts that resolved, and names all of them at the end', () => {
    const sim = world({ steps: steps('0s') })
      .fire('a')
      .fire('b')
      .runTo(start + minutes(10))
      .resolve('a');
    sim
      .runTo(start + minutes(20))
      .resolve('b')
      .incident('i1', { status: 'resolved' })
      .runTo(start + hourMs * 9);
    expect(said(sim)).toEqual(['30 new r1 a,b/', '1200 resolved told /a,b']);
    expect([...sim.groups.values()].map(({ dueAt }) => dueAt)).toEqual([null]);
  });

  test('is not over while it is open, although nothing fires', () => {
    const sim = world({ steps: steps('0s') })
      .fire('a')
      .runTo(start + minutes(10))
      .resolve('a')
      .runTo(start + minutes(30));
    expect(said(sim)).toEqual(['30 new r1 a/']);
    sim.incident('i1', { status: 'resolved' }).runTo(start + minutes(31));
    expect(said(sim)).toEqual(['30 new r1 a/', '1800 resolved told /a']);
  });

  test('that ended soon after its first message waits for the group interval, so that one that flaps is quiet', () => {
    const sim = world({ steps: steps('0s') })
      .fire('a')
      .runTo(start + minutes(1));
    sim
      .resolve('a')
      .incident('i1', { status: 'resolved' })
      .runTo(start + minutes(3));
    sim
      .fire('b')
      .incident('i1', { status: 'triage' })
      .runTo(start + minutes(30));
    expect(said(sim)).toEqual(['30 new r1 a/', '330 changed r1 b/a']);
  });

  test('that somebody resolves by hand is over at once, although its alerts fire', () => {
    const sim = world()
      .fire('a')
      .runTo(start + minutes(1))
      .incident('i1', { status: 'resolved' })
      .runTo(start + hourMs);
    expect(said(sim)).toEqual(['30 new r1 a/', '60 resolved told /a']);
  });

  test('that is opened again is new, and its alerts are told again', () => {
    const sim = world({ steps: steps('0s') })
      .fire('a')
      .runTo(start + minutes(1))
      .incident('i1', { status: 'resolved' });
    sim
      .runTo(start + minutes(10))
      .incident('i1', { status: 'triage' })
      .runTo(start + minutes(20));
    expect(said(sim)).toEqual(['30 new r1 a/', '60 resolved told /a', '600 new r1 a/']);
  });

  test('that was merged into another is over where it was told, and its alerts are told there', () => {
    const sim = world({ steps: steps('0s') })
      .fire('a')
      .fire('b', { incidentId: 'i2' })
      .runTo(start + minutes(10));
    sim
      .incident('i2', { status: 'merged', mergedInto: 'i1' })
      .change('b', { incidentId: 'i1' })
      .runTo(start + minutes(20));
    expect(said(sim).sort()).toEqual(['30 new r1 a/', '30 new r1 b/', '600 changed r1 a,b/', '600 resolved told /b']);
  });

  test('from which an alert was split off goes on without it', () => {
    const sim = world({ steps: steps('0s') })
      .fire('a')
      .fire('b')
      .runTo(start + minutes(10));
    sim
      .incident('i2', {})
      .change('b', { incidentId: 'i2' })
      .runTo(start + minutes(20));
    expect(said(sim)).toEqual(['30 new r1 a,b/', '600 new r1 b/']);
    sim
      .resolve('a')
      .incident('i1', { status: 'resolved' })
      .runTo(start + minutes(30));
    expect(said(sim)[2]).toBe('1200 resolved told /a,b');
  });
});

describe('what holds back', () => {
  test('a snooze holds back everything until it ends, escalation included', () => {
    const sim = world()
      .fire('a')
      .runTo(start + minutes(5))
      .incident('i1', { snoozedUntil: start + minutes(65) });
    sim.fire('b').runTo(start + minutes(64));
    expect(said(sim)).toEqual(['30 new r1 a/']);
    expect(sim.heldBack()).toEqual(['The incident is snoozed until 2026-11-25 13:05 UTC']);
    sim.runTo(start + minutes(76));
    expect(said(sim).slice(1)).toEqual(['3900 changed r1 a,b/', '4500 escalation r2 a,b/']);
  });

  test('what ended while it was snoozed is told when the snooze ends', () => {
    const sim = world()
      .fire('a')
      .runTo(start + minutes(5))
      .incident('i1', { snoozedUntil: start + minutes(65) });
    sim
      .runTo(start + minutes(10))
      .resolve('a')
      .incident('i1', { status: 'resolved' })
      .runTo(start + hourMs * 2);
    expect(said(sim)).toEqual(['30 new r1 a/', '3900 resolved told /a']);
  });

  test('a silence holds back its alerts and says why, and others are told', () => {
    const sim = world({ steps: steps('0s') })
      .silence('instance', 'a', start + minutes(30))
      .fire('a')
      .fire('b');
    sim.runTo(start + minutes(29));
    expect(said(sim)).toEqual(['30 new r1 b/']);
    expect(sim.heldBack()).toEqual(['Silenced by anna until 2026-11-25 12:30 UTC: a deploy']);
    expect(said(sim.runTo(start + hourMs)).slice(1)).toEqual(['1800 changed r1 a,b/']);
  });

  test('what was told and ends while it is silenced is told when the silence ends', () => {
    const sim = world({ steps: steps('0s') })
      .fire('a')
      .runTo(start + minutes(5));
    sim
      .silence('instance', 'a', start + minutes(30))
      .resolve('a')
      .incident('i1', { status: 'resolved' });
    expect(said(sim.runTo(start + hourMs))).toEqual(['30 new r1 a/', '1800 resolved told /a']);
  });

  test('a silence that is ended by hand ends at the next look', () => {
    const sim = world({ steps: steps('0s') })
      .silence('instance', 'a', start + hourMs * 24)
      .fire('a')
      .runTo(start + minutes(7));
    sim.silences = [];
    expect(said(sim.runTo(start + minutes(12)))).toEqual(['630 new r1 a/']);
  });

  test('an inhibition holds back while its source fires', () => {
    const sim = world(
      { steps: steps('0s') },
      {
        inhibitions: [
          { source: [{ name: 'severity', value: 'critical' }], target: [{ name: 'severity', value: 'warning' }] },
        ],
      },
    );
    sim
      .fire('big', { severity: 'critical', incidentId: 'i2' })
      .fire('small')
      .runTo(start + minutes(20));
    expect(said(sim)).toEqual(['30 new r1 big/']);
    sim
      .resolve('big')
      .incident('i2', { status: 'resolved' })
      .runTo(start + minutes(30));
    expect(said(sim).slice(1)).toEqual(['1200 resolved told /big', '1230 new r1 small/']);
  });

  test('quiet hours hold back until they end, and let the severities through that they except', () => {
    const quietHours = { timezone: 'UTC', from: '12:00', until: '13:00' };
    const sim = world({ quietHours })
      .fire('a')
      .runTo(start + minutes(59));
    expect(said(sim)).toEqual([]);
    expect(sim.heldBack()).toEqual(['Quiet hours until 13:00 UTC']);
    sim.runTo(start + minutes(60));
    expect(said(sim)).toEqual(['3600 new r1 a/']);
    const loud = world({ quietHours })
      .fire('a')
      .fire('b', { severity: 'critical' })
      .runTo(start + minutes(1));
    expect(said(loud)).toEqual(['30 new r1 a,b/']);
  });

  test('a policy without receivers tells nobody and says so', () => {
    const sim = world({ steps: [] })
      .fire('a')
      .runTo(start + minutes(10));
    expect(said(sim)).toEqual([]);
    expect(sim.heldBack()).toEqual(['The policy "everything" tells nobody: it has no receivers']);
  });

  test('a step without a channel that works gives way to the next at once', () => {
    const sim = world();
    sim.channels = [aChannel('c1', { isEnabled: false }), aChannel('c2'), aChannel('c3')];
    sim.fire('a').runTo(start + minutes(1));
    expect(said(sim)).toEqual(['30 new r1+r2 a/']);
    expect(sim.heldBack()).toEqual(['The channel "#c1" is switched off']);
  });

  test('with no channel that works it is told once one does', () => {
    const sim = world({ steps: steps('0s') });
    const off = sim.channels.map((channel) => ({ ...channel, isEnabled: false }));
    [sim.channels] = [off];
    sim.fire('a').runTo(start + minutes(8));
    expect(said(sim)).toEqual([]);
    sim.channels = off.map((channel) => ({ ...channel, isEnabled: true }));
    expect(said(sim.runTo(start + minutes(11)))).toEqual(['630 new r1 a/']);
  });
});

describe('policies', () => {
  test('the first that matches decides, unless it says that others follow', () => {
    const policies = [
      { name: 'critical', matchers: [{ name: 'severity', value: 'critical' }], steps: steps('0s'), continue: true },
      { name: 'web', matchers: [{ name: 'team', value: 'web' }], steps: [{ receiver: 'r2' }] },
      { name: 'rest', steps: [{ receiver: 'r3' }] },
    ];
    const sim = new Simulation({ receivers, policies }).runTo(start);
    sim
      .fire('a', { severity: 'critical', labels: { team: 'web' } })
      .fire('b', { incidentId: 'i2' })
      .runTo(start + minutes(1));
    expect(sim.said.map(({ policy, firing }) => `${policy} ${firing.join(',')}`).sort()).toEqual([
      'critical a',
      'rest b',
      'web a',
    ]);
  });

  test('an alert that becomes critical is told by the policy for that, too, and its end by both', () => {
    const policies = [
      { name: 'critical', matchers: [{ name: 'severity', value: 'critical' }], steps: steps('0s') },
      { name: 'rest', steps: [{ receiver: 'r3' }] },
    ];
    const sim = new Simulation({ receivers, policies }).runTo(start);
    sim
      .fire('a')
      .runTo(start + minutes(10))
      .change('a', { severity: 'critical' })
      .runTo(start + minutes(20));
    sim
      .resolve('a')
      .incident('i1', { status: 'resolved' })
      .runTo(start + minutes(30));
    expect(sim.said.map((one) => `${one.policy} ${brief(one)}`)).toEqual([
      'rest 30 new r3 a/',
      'rest 600 changed r3 a/',
      'critical 600 new r1 a/',
      'rest 1200 resolved told /a',
      'critical 1200 resolved told /a',
    ]);
  });
});
