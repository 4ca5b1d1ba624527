import { backtest } from '@/lib/alerts/backtest';
import { incidentFacts } from '@/lib/incidents/incident-facts';
import { minute, noon, reading, readings, rule } from './world';

const of = (service: string, value: number) => reading(value, { labels: { service } });
const steps = (...values: number[][]) =>
  values.map((all, index) => ({
    now: noon + index * minute,
    sight: readings(...all.map((value, series) => of(`s${series}`, value))),
  }));

describe('a backtest', () => {
  it('says what would have fired, for how long, and how often it would have come back', () => {
    const tested = backtest(rule(), steps([5], [50], [60], [5], [70], [5], [5], [80]));
    expect(
      tested.firings.map(({ from, to, value }) => [
        (from - noon) / minute,
        to === null ? null : (to - noon) / minute,
        value,
      ]),
    ).toEqual([
      [1, 3, 50],
      [4, 5, 70],
      [7, null, 80],
    ]);
    expect(tested).toMatchObject({ longestMs: 2 * minute, flaps: 2 });
  });
  it('shows that a recovery threshold keeps it from flapping', () => {
    const values = steps([50], [9], [50], [9], [50], [5]);
    const levels = [{ severity: 'critical' as const, value: 10, recovery: 8 }];
    const steady = rule({ condition: { type: 'threshold', operator: '>', levels } });
    expect(backtest(rule(), values).firings).toHaveLength(3);
    expect(backtest(steady, values)).toMatchObject({ firings: [{ from: noon, to: noon + 5 * minute }], flaps: 0 });
  });
  it('counts incidents and not alerts', () => {
    const tested = backtest(rule(), steps([5, 5, 5], [50, 50, 50], [5, 5, 5]));
    expect(tested.firings).toHaveLength(3);
    expect(tested.incidents).toBe(1);
    expect(new Set(tested.firings.map(({ incident }) => incident)).size).toBe(1);
  });
  it('follows the severity of what is open', () => {
    const levels = [
      { severity: 'critical' as const, value: 100 },
      { severity: 'warning' as const, value: 10 },
    ];
    const tested = backtest(
      rule({ condition: { type: 'threshold', operator: '>', levels } }),
      steps([50], [150], [150]),
    );
    expect(tested.firings).toMatchObject([{ severity: 'critical', value: 50 }]);
  });
  it('says the highest severity that a firing reached, also when it ended with a lower one', () => {
    const levels = [
      { severity: 'critical' as const, value: 100 },
      { severity: 'warning' as const, value: 10 },
    ];
    const tested = backtest(
      rule({ condition: { type: 'threshold', operator: '>', levels } }),
      steps([50], [150], [50], [5]),
    );
    expect(tested.firings).toMatchObject([{ severity: 'critical', to: noon + 3 * minute }]);
  });
  it('of nothing is nothing', () => {
    expect(backtest(rule(), [])).toEqual({ firings: [], incidents: 0, longestMs: 0, flaps: 0 });
  });
});

describe('an incident', () => {
  const alert = (alertname: string, service: string, startsAt: number, severity: 'critical' | 'warning') => ({
    labels: { alertname, service },
    startsAt,
    severity,
  });
  const group = (...places: string[]) => ({
    openedAt: noon,
    isCorroborated: true,
    places: Object.fromEntries(places.map((place) => [place, noon])),
  });
  it('is named after its first alert and is as severe as its worst', () => {
    const alerts = [alert('Errors', 'cart', noon + 5, 'critical'), alert('Slow', 'web', noon, 'warning')];
    expect(incidentFacts(group('cart', 'web', 'host'), alerts)).toMatchObject({
      title: 'Slow at web and 2 more',
      severity: 'critical',
      openedAt: noon,
    });
  });
  it('has a name also without a place', () => {
    expect(incidentFacts(group(), [alert('Slow', 'web', noon, 'warning')]).title).toBe('Slow');
    expect(incidentFacts(group(), []).title).toBe('Alerts');
  });
});
