import fc from 'fast-check';
import { parseBoardTime } from '@/lib/dashboards/board/board-time';
import {
  boardHref,
  boardParams,
  defaultBoardView,
  paceOf,
  toggleBoardFilter,
  widerRange,
  withBoard,
  type BoardPlace,
  type BoardView,
} from '@/lib/dashboards/board/board-view';
import { parseBoardView } from '@/lib/dashboards/board/parse-board-view';
import type { RawParams } from '@/lib/dashboards/view/view-state';
import { dashboardDocSchema, refreshSchema, type DashboardDocInput } from '@/lib/model/dashboard';

const now = Date.parse('2026-05-06T10:30:00Z'); // A Wednesday.
const input: DashboardDocInput = {
  title: 'Shop',
  variables: [
    { type: 'field', name: 'country', field: 'properties.country' },
    { type: 'list', name: 'plan', options: ['free', 'pro'], isMulti: false, default: ['pro'] },
  ],
  panels: [{ type: 'text', id: 'hello', layout: { x: 0, y: 0, w: 4, h: 2 }, markdown: 'Hello' }],
};
const doc = dashboardDocSchema.parse(input);
const place: BoardPlace = { path: '/dashboards/d1', workspace: 'main', view: defaultBoardView(doc), doc };
const read = (params: RawParams, timezone = 'UTC') => parseBoardView(params, { doc, timezone, now });

describe("a dashboard's view in the URL", () => {
  it('is the default of the dashboard when the URL says nothing, and then the link says nothing either', () => {
    expect(read({})).toEqual({ view: defaultBoardView(doc), faults: [] });
    expect(boardHref(place)).toBe('/dashboards/d1?workspace=main');
  });

  it('reads what Grafana writes', () => {
    const { view, faults } = read({
      from: 'now-7d',
      to: 'now',
      'var-country': ['DE', 'FR'],
      'var-plan': '$__all',
      refresh: '10s',
      viewPanel: 'panel-hello',
      kiosk: '',
      filter: 'name:=:a',
    });
    expect(faults).toEqual([]);
    expect(view).toEqual({
      range: { last: '7d' },
      refresh: '10s',
      variables: { country: ['DE', 'FR'], plan: [] },
      filters: [['name', '=', 'a']],
      viewPanel: 'hello',
      isEditing: false,
      isKiosk: true,
      version: null,
    });
  });

  it.each<[string, string, string, object]>([
    ['the last day', 'now-24h', 'now', { last: '24h' }],
    ['today', 'now/d', 'now', { last: 'today' }],
    ['all of today', 'now/d', 'now/d', { last: 'today' }],
    ['yesterday', 'now-1d/d', 'now-1d/d', { last: 'yesterday' }],
    ['this week', 'now/w', 'now', { last: 'week' }],
    ['this month', 'now/M', 'now', { last: 'month' }],
    ['whole days', 'now-7d/d', 'now', { from: '2026-04-29T00:00:00.000Z', to: '2026-05-06T10:30:00.000Z' }],
    ['last week', 'now-1w/w', 'now-1w/w', { from: '2026-04-27T00:00:00.000Z', to: '2026-05-04T00:00:00.000Z' }],
    ['an hour back', 'now-2h', 'now-1h', { from: '2026-05-06T08:30:00.000Z', to: '2026-05-06T09:30:00.000Z' }],
    ['Unix ms', '1777968000000', '1778054400000', { from: '2026-05-05T08:00:00.000Z', to: '2026-05-06T08:00:00.000Z' }],
    [
      'instants',
      '2026-05-01T08:00:00Z',
      '2026-05-01T08:00:00-02:00',
      { from: '2026-05-01T08:00:00.000Z', to: '2026-05-01T10:00:00.000Z' },
    ],
  ])('reads %s', (_, from, to, range) => {
    expect(parseBoardTime(from, to, { timezone: 'UTC', now })).toEqual({ ok: true, range });
  });

  it('reads local times and days on the clock of the timezone', () => {
    const at = { timezone: 'Europe/Berlin', now };
    expect(parseBoardTime('2026-05-01T08:00', '2026-05-02', at)).toEqual({
      ok: true,
      range: { from: '2026-05-01T06:00:00.000Z', to: '2026-05-01T22:00:00.000Z' },
    });
    expect(parseBoardTime('now-2d/d', 'now-2d/d', at)).toEqual({
      ok: true,
      range: { from: '2026-05-03T22:00:00.000Z', to: '2026-05-04T22:00:00.000Z' },
    });
  });

  it.each<[string, RawParams, string]>([
    ['an unknown form of time', { from: 'a while ago' }, 'from'],
    ['an end before the start', { from: 'now-1h', to: 'now-2h' }, 'to'],
    ['a start in the future', { from: 'now+1h', to: 'now+2h' }, 'from'],
    ['an end without a start', { to: 'now' }, 'from'],
    ['an unknown refresh', { refresh: '7s' }, 'refresh'],
    ['a variable that is not there', { 'var-city': 'Rome' }, 'var-city'],
    ['a value that is no choice', { 'var-plan': 'gold' }, 'var-plan'],
    ['two values where one can be chosen', { 'var-plan': ['free', 'pro'] }, 'var-plan'],
    ['a panel that is not there', { viewPanel: 'gone' }, 'viewPanel'],
    ['a version that is no number', { version: 'last' }, 'version'],
    ['a filter without operator', { filter: 'name' }, 'filter'],
  ])('names %s and keeps the rest', (_, params, param) => {
    const { view, faults } = read({ 'var-country': 'DE', ...params });
    expect(faults.map((fault) => fault.param)).toEqual([param]);
    expect(faults[0]?.reason).toMatch(/\.$/);
    expect(view.variables.country).toEqual(['DE']);
  });

  it('says the same again when it is written and read', () => {
    const value = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text !== '$__all' && text.trim() !== '');
    const views = fc.record<BoardView>({
      range: fc.oneof(
        fc.constantFrom('15m', '36h', '7d', 'today', 'yesterday', 'week', 'month').map((last) => ({ last })),
        fc.constant({ from: '2026-05-01T00:00:00.000Z', to: '2026-05-02T00:00:00.000Z' }),
      ),
      refresh: fc.constantFrom(...refreshSchema.options),
      variables: fc.record({
        country: fc.uniqueArray(value, { maxLength: 4 }),
        plan: fc.constantFrom([], ['free'], ['pro']),
      }),
      filters: fc.constantFrom([], [['name', '=', 'a']], [['value', '>', 3]]),
      viewPanel: fc.constantFrom(null, 'hello'),
      isEditing: fc.boolean(),
      isKiosk: fc.boolean(),
      version: fc.constantFrom(null, 3),
    });
    fc.assert(
      fc.property(views, (view) => {
        const params: Record<string, string[]> = {};
        for (const [name, text] of new URL(boardHref(withBoard(place, view)), 'http://portal').searchParams)
          (params[name] ??= []).push(text);
        expect(read(params)).toEqual({ view, faults: [] });
      }),
    );
  });

  it('leaves out what is the default', () => {
    expect(boardParams({ ...place.view, variables: { country: ['DE'], plan: ['pro'] } }, doc)).toEqual([
      ['var-country', 'DE'],
    ]);
    expect(boardParams({ ...place.view, variables: { country: [], plan: [] } }, doc)).toEqual([['var-plan', '$__all']]);
  });
});

describe('steps from one view to the next', () => {
  it('a click on a group filters by it, on another one by that instead, and on the same again no more', () => {
    const one = toggleBoardFilter(place, ['properties.country', '=', 'DE']);
    expect(one.view.filters).toEqual([['properties.country', '=', 'DE']]);
    const two = toggleBoardFilter(one, ['properties.country', '=', 'FR']);
    expect(two.view.filters).toEqual([['properties.country', '=', 'FR']]);
    expect(toggleBoardFilter(two, ['properties.country', '=', 'FR']).view.filters).toEqual([]);
  });

  it('zooming out doubles the stretch and ends now at the latest', () => {
    const hour = 3_600_000;
    expect(widerRange({ from: now - 10 * hour, to: now - 8 * hour }, now)).toEqual({
      from: new Date(now - 11 * hour).toISOString(),
      to: new Date(now - 7 * hour).toISOString(),
    });
    expect(widerRange({ from: now - 2 * hour, to: now }, now)).toEqual({
      from: new Date(now - 4 * hour).toISOString(),
      to: new Date(now).toISOString(),
    });
  });

  it.each([
    ['live', true, 'live'],
    ['live', false, 60_000],
    ['off', true, 0],
    ['10s', true, 10_000],
    ['1h', false, 3_600_000],
  ] as const)('refresh %s, panel live: %s', (refresh, isLive, pace) => {
    expect(paceOf(refresh, isLive)).toBe(pace);
  });
});
