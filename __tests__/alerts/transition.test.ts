import { unseen } from '@/lib/alerts/series-state';
import type { Outcome, Timing } from '@/lib/alerts/step';
import { transition } from '@/lib/alerts/transition';
import type { Severity } from '@/lib/model/severity';
import { minute, noon, timing } from './world';

/**
 * One line per evaluation, a minute apart: what was found, the status after it, the severity, what was told.
 * `C` critical holds, `W` warning holds, `.` nothing holds, `?` no data, `!` an error, `-` the series is missing.
 */
type Case = [name: string, timing: Partial<Timing>, table: string];

const plain: Case[] = [
  [
    'a condition fires at once without for, and resolves at once without keepFiringFor',
    {},
    `
    .   inactive  -
    C   firing    critical  fired
    C   firing    critical
    .   resolved  critical  resolved
    .   resolved  critical
    `,
  ],
  [
    'a condition that comes back after it resolved fires again',
    {},
    `
    C   firing    critical  fired
    .   resolved  critical  resolved
    C   firing    critical  fired
    .   resolved  critical  resolved
    `,
  ],
  [
    'a resolved series is inactive again after a while',
    { resolvedForMs: 3 * minute },
    `
    C   firing    critical  fired
    .   resolved  critical  resolved
    .   resolved  critical
    .   resolved  critical
    .   inactive  -
    `,
  ],
  [
    'a quiet series tells nothing',
    {},
    `
    .   inactive  -
    .   inactive  -
    .   inactive  -
    `,
  ],
];

const pending: Case[] = [
  [
    'for is waited out, and the evaluation at which it has passed fires',
    { forMs: 2 * minute },
    `
    C   pending   critical  pending
    C   pending   critical
    C   firing    critical  fired
    C   firing    critical
    `,
  ],
  [
    'one calm evaluation starts for anew',
    { forMs: 2 * minute },
    `
    C   pending   critical  pending
    C   pending   critical
    .   inactive  -         cleared
    C   pending   critical  pending
    C   pending   critical
    C   firing    critical  fired
    `,
  ],
  [
    'a for that no evaluation hits exactly fires at the next one',
    { forMs: 1.5 * minute },
    `
    C   pending   critical  pending
    C   pending   critical
    C   firing    critical  fired
    `,
  ],
  [
    'the severity of what is pending follows what holds',
    { forMs: 5 * minute },
    `
    W   pending   warning   pending
    CW  pending   critical
    W   pending   warning
    .   inactive  -         cleared
    `,
  ],
  [
    'each severity waits for itself: warning fires first, critical follows when it has held for long enough',
    { forMs: 2 * minute },
    `
    W   pending   warning   pending
    W   pending   warning
    CW  firing    warning   fired
    CW  firing    warning
    CW  firing    critical  severity_changed
    `,
  ],
  [
    'a critical condition that flickers does not raise a warning that fires',
    { forMs: 2 * minute },
    `
    W   pending   warning   pending
    CW  pending   critical
    W   firing    warning   fired
    CW  firing    warning
    W   firing    warning
    CW  firing    warning
    W   firing    warning
    `,
  ],
  [
    'pending clears and leaves no trace of an earlier alert but its time',
    { forMs: minute },
    `
    C   pending   critical  pending
    C   firing    critical  fired
    .   resolved  critical  resolved
    C   pending   critical  pending
    .   inactive  -         cleared
    `,
  ],
];

const recovering: Case[] = [
  [
    'keepFiringFor is waited out',
    { keepFiringForMs: 2 * minute },
    `
    C   firing      critical  fired
    .   recovering  critical  recovering
    .   recovering  critical
    .   resolved    critical  resolved
    `,
  ],
  [
    'a condition that returns while recovering goes on with the same alert, and the waiting starts anew',
    { keepFiringForMs: 2 * minute },
    `
    C   firing      critical  fired
    .   recovering  critical  recovering
    .   recovering  critical
    C   firing      critical  firing_again
    .   recovering  critical  recovering
    .   recovering  critical
    .   resolved    critical  resolved
    `,
  ],
  [
    'for is not waited for again while recovering',
    { forMs: 2 * minute, keepFiringForMs: 3 * minute },
    `
    C   pending     critical  pending
    C   pending     critical
    C   firing      critical  fired
    .   recovering  critical  recovering
    C   firing      critical  firing_again
    `,
  ],
  [
    'a critical alert falls to warning when only warning holds',
    {},
    `
    CW  firing    critical  fired
    W   firing    warning   severity_changed
    .   resolved  warning   resolved
    `,
  ],
  [
    'and only after keepFiringFor, so that its severity does not flap',
    { keepFiringForMs: 2 * minute },
    `
    CW  firing      critical  fired
    W   firing      critical
    CW  firing      critical
    W   firing      critical
    W   firing      critical
    W   firing      warning   severity_changed
    .   recovering  warning   recovering
    .   recovering  warning
    .   resolved    warning   resolved
    `,
  ],
  [
    'a warning rises to critical at once when for is zero',
    { keepFiringForMs: 2 * minute },
    `
    W   firing      warning   fired
    CW  firing      critical  severity_changed
    .   recovering  critical  recovering
    W   firing      critical  firing_again
    .   recovering  critical  recovering
    `,
  ],
];

const missing: Case[] = [
  [
    'a series that is missing once changes nothing, twice resolves it whatever keepFiringFor says',
    { keepFiringForMs: 10 * minute },
    `
    C   firing    critical  fired
    -   firing    critical
    -   resolved  critical  resolved
    `,
  ],
  [
    'a series that comes back after missing once goes on',
    {},
    `
    C   firing    critical  fired
    -   firing    critical
    C   firing    critical
    -   firing    critical
    C   firing    critical
    `,
  ],
  [
    'a pending series that goes missing clears',
    { forMs: 5 * minute },
    `
    C   pending   critical  pending
    -   pending   critical
    -   inactive  -         cleared
    `,
  ],
  [
    'rows of a statement resolve when they are gone',
    { missingAfter: 1 },
    `
    C   firing    critical  fired
    -   resolved  critical  resolved
    `,
  ],
  [
    'a quiet series that is missing tells nothing',
    {},
    `
    .   inactive  -
    -   inactive  -
    -   inactive  -
    -   inactive  -
    `,
  ],
];

const noData: Case[] = [
  [
    'ok: no data resolves',
    { noData: 'ok' },
    `
    C   firing    critical  fired
    ?   resolved  critical  resolved
    ?   resolved  critical
    `,
  ],
  [
    'ok: no data recovers first when the alert keeps firing for a while',
    { noData: 'ok', keepFiringForMs: 2 * minute },
    `
    C   firing      critical  fired
    ?   recovering  critical  recovering
    C   firing      critical  firing_again
    `,
  ],
  [
    'ok: no data clears what is pending',
    { noData: 'ok', forMs: 3 * minute },
    `
    C   pending   critical  pending
    ?   inactive  -         cleared
    `,
  ],
  [
    'keep: the alert stays open and goes on when data returns',
    { noData: 'keep' },
    `
    C   firing    critical  fired
    ?   no_data   critical  blind
    ?   no_data   critical
    C   firing    critical  seeing
    ?   no_data   critical  blind
    .   resolved  critical  seeing,resolved
    `,
  ],
  [
    'keep: a quiet series stays quiet',
    { noData: 'keep' },
    `
    .   inactive  -
    ?   no_data   -         blind
    ?   no_data   -
    .   inactive  -         seeing
    `,
  ],
  [
    'keep: the time without data does not count as time in which the condition held',
    { noData: 'keep', forMs: 2 * minute },
    `
    C   pending   critical  pending
    ?   no_data   critical  blind
    ?   no_data   critical
    ?   no_data   critical
    C   pending   critical  seeing
    C   firing    critical  fired
    `,
  ],
  [
    'keep: nor as time in which it did not',
    { noData: 'keep', keepFiringForMs: 2 * minute },
    `
    C   firing      critical  fired
    .   recovering  critical  recovering
    ?   no_data     critical  blind
    ?   no_data     critical
    .   recovering  critical  seeing
    .   resolved    critical  resolved
    `,
  ],
  [
    'alert: no data fires at once, and resolves when data returns',
    { noData: 'alert' },
    `
    .   inactive  -
    ?   no_data   warning   blind,fired
    ?   no_data   warning
    .   resolved  warning   seeing,resolved
    `,
  ],
  [
    'alert: no data waits for as any condition would',
    { noData: 'alert', forMs: 2 * minute },
    `
    ?   no_data   -         blind
    ?   no_data   -
    ?   no_data   warning   fired
    .   resolved  warning   seeing,resolved
    `,
  ],
  [
    'alert: one that is short tells nothing but that it was',
    { noData: 'alert', forMs: 2 * minute },
    `
    .   inactive  -
    ?   no_data   -         blind
    ?   no_data   -
    .   inactive  -         seeing
    `,
  ],
  [
    'alert: an alert about the condition stays that alert',
    { noData: 'alert' },
    `
    C   firing    critical  fired
    ?   no_data   critical  blind
    C   firing    critical  seeing
    .   resolved  critical  resolved
    `,
  ],
  [
    'alert: data that returns and is bad ends one alert and begins another',
    { noData: 'alert' },
    `
    ?   no_data   warning   blind,fired
    C   firing    critical  seeing,resolved,fired
    `,
  ],
  [
    'notify once: the state is kept and told about one time',
    { noData: 'notify_once' },
    `
    C   firing    critical  fired
    ?   no_data   critical  blind,notice
    ?   no_data   critical
    ?   no_data   critical
    C   firing    critical  seeing
    ?   no_data   critical  blind,notice
    `,
  ],
  [
    'notify once: also for a quiet series',
    { noData: 'notify_once' },
    `
    .   inactive  -
    ?   no_data   -         blind,notice
    ?   no_data   -
    .   inactive  -         seeing
    `,
  ],
];

const errors: Case[] = [
  [
    'an error keeps the state by default',
    {},
    `
    C   firing    critical  fired
    !   error     critical  blind
    !   error     critical
    C   firing    critical  seeing
    `,
  ],
  [
    'an error may count as calm',
    { onError: 'ok' },
    `
    C   firing    critical  fired
    !   resolved  critical  resolved
    `,
  ],
  [
    'or as an alert of its own',
    { onError: 'alert', forMs: minute },
    `
    .   inactive  -
    !   error     -         blind
    !   error     warning   fired
    !   error     warning
    .   resolved  warning   seeing,resolved
    `,
  ],
  [
    'no data and errors have behaviours of their own, and one may follow the other',
    { noData: 'keep', onError: 'notify_once' },
    `
    C   firing    critical  fired
    ?   no_data   critical  blind
    !   error     critical  blind,notice
    ?   no_data   critical  blind
    C   firing    critical  seeing
    `,
  ],
  [
    'an alert about an error ends with the error even when there is no data then',
    { onError: 'alert', noData: 'ok' },
    `
    !   error     warning   blind,fired
    ?   resolved  warning   seeing,resolved
    `,
  ],
  [
    'a series that is gone while blind resolves',
    { noData: 'keep' },
    `
    C   firing    critical  fired
    ?   no_data   critical  blind
    -   no_data   critical
    -   resolved  critical  seeing,resolved
    `,
  ],
];

const because = 'test';
function outcomeOf(code: string): Outcome {
  if (code === '?') return { kind: 'no_data' };
  if (code === '!') return { kind: 'error', message: 'broken' };
  if (code === '-') return { kind: 'missing' };
  const breached: Severity[] = [];
  if (code.includes('C')) breached.push('critical');
  if (code.includes('W')) breached.push('warning');
  return { kind: 'value', value: breached.length, breached, because };
}

describe.each([
  ['firing', plain],
  ['pending', pending],
  ['recovering', recovering],
  ['missing', missing],
  ['no data', noData],
  ['errors', errors],
])('%s', (_, cases) => {
  it.each(cases)('%s', (_name, more, table) => {
    const lines = table
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/));
    let state = unseen;
    const seen = lines.map(([code = ''], index) => {
      const stepped = transition(state, outcomeOf(code), { timing: timing(more), now: noon + index * minute });
      state = stepped.state;
      const told = stepped.transitions.map(({ kind }) => kind).join(',');
      return [code, state.status, state.severity ?? '-', ...(told === '' ? [] : [told])];
    });
    expect(seen).toEqual(lines);
  });
});

describe('the row of a series', () => {
  const fired = transition(unseen, outcomeOf('C'), { timing: timing(), now: noon });

  it('changes nothing when the same evaluation comes again after a crash', () => {
    for (const now of [noon, noon - minute]) {
      const again = transition(fired.state, outcomeOf('.'), { timing: timing(), now });
      expect(again).toEqual({ state: fired.state, transitions: [] });
    }
  });
  it('says since when its alert is open, and no longer once it has resolved', () => {
    expect(fired.state.firedAt).toBe(noon);
    const { state } = transition(fired.state, outcomeOf('.'), { timing: timing(), now: noon + minute });
    expect(state).toMatchObject({ firedAt: null, resolvedAt: noon + minute, cause: null });
  });
  it('says in each transition from where to where, when, with which value and why', () => {
    expect(fired.transitions).toEqual([
      { kind: 'fired', at: noon, from: 'inactive', to: 'firing', severity: 'critical', value: 1, reason: because },
    ]);
  });
  it('names what went wrong', () => {
    const { transitions } = transition(unseen, outcomeOf('!'), { timing: timing(), now: noon });
    expect(transitions[0]?.reason).toBe('broken');
  });
});
