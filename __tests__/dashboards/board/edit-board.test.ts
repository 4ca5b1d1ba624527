import { fittingCharts } from '@/lib/chart/fitting-charts';
import fc from 'fast-check';
import { verticalCompactor } from 'react-grid-layout/core';
import { compactLayout, isOverlapping, type Placed } from '@/lib/dashboards/board/compact-layout';
import { duplicatePanel, freeId, nudgePanel, removePanel, type Nudge } from '@/lib/dashboards/board/edit-board';
import { editReducer, isChanged, startEditing } from '@/lib/dashboards/board/edit-history';
import { quickPanel, type QuickShape } from '@/lib/dashboards/board/quick-panel';
import { chartPanelSchema, dashboardDocSchema, type DashboardDoc } from '@/lib/model/dashboard';

type Box = [id: string, x: number, y: number, w: number, h: number];

function board(...boxes: Box[]): DashboardDoc {
  const panels = boxes.map(([id, x, y, w, h]) => ({ type: 'text', id, layout: { x, y, w, h }, markdown: '' }));
  return dashboardDocSchema.parse({ title: 'A', panels });
}
const places = ({ panels }: DashboardDoc): Box[] => panels.map(({ id, layout: { x, y, w, h } }) => [id, x, y, w, h]);

const layouts = fc
  .array(
    fc.record({ x: fc.nat(11), y: fc.nat(20), w: fc.integer({ min: 1, max: 12 }), h: fc.integer({ min: 1, max: 6 }) }),
    { maxLength: 12 },
  )
  .map((list): Placed[] =>
    list.map((layout, index) => ({ id: `p${index}`, layout: { ...layout, x: Math.min(layout.x, 12 - layout.w) } })),
  );

describe('places on the grid', () => {
  it("are those of the editor's grid", () => {
    fc.assert(
      fc.property(layouts, (panels) => {
        const ours = compactLayout(panels).map(({ id, layout: { x, y, w, h } }) => ({ i: id, x, y, w, h }));
        // What lies on top of each other is pushed apart by either in its own way; without overlaps they agree.
        const apart = compactLayout(panels).map(({ id, layout }) => ({ i: id, ...layout }));
        const theirs = verticalCompactor.compact(apart, 12).map(({ i, x, y, w, h }) => ({ i, x, y, w, h }));
        expect(theirs).toEqual(ours);
      }),
    );
  });

  it('never overlap and leave nothing floating', () => {
    fc.assert(
      fc.property(layouts, (panels) => {
        const placed = compactLayout(panels);
        for (const [index, one] of placed.entries()) {
          const others = placed.filter((_, other) => other !== index);
          expect(others.some((other) => isOverlapping(one.layout, other.layout))).toBe(false);
          const raised = { ...one.layout, y: one.layout.y - 1 };
          expect(one.layout.y === 0 || others.some((other) => isOverlapping(raised, other.layout))).toBe(true);
        }
      }),
    );
  });
});

describe('moving by menu and keys', () => {
  const three = board(['a', 0, 0, 6, 3], ['b', 6, 0, 6, 3], ['c', 0, 3, 12, 4]);

  it.each<[Nudge, string, Box[]]>([
    [
      'up',
      'c',
      [
        ['a', 0, 4, 6, 3],
        ['b', 6, 4, 6, 3],
        ['c', 0, 0, 12, 4],
      ],
    ],
    [
      'down',
      'a',
      [
        ['a', 0, 7, 6, 3],
        ['b', 6, 0, 6, 3],
        ['c', 0, 3, 12, 4],
      ],
    ],
    [
      'right',
      'a',
      [
        ['a', 1, 0, 6, 3],
        ['b', 6, 3, 6, 3],
        ['c', 0, 6, 12, 4],
      ],
    ],
    ['left', 'a', places(three)],
    [
      'wider',
      'a',
      [
        ['a', 0, 0, 7, 3],
        ['b', 6, 3, 6, 3],
        ['c', 0, 6, 12, 4],
      ],
    ],
    [
      'narrower',
      'a',
      [
        ['a', 0, 0, 5, 3],
        ['b', 6, 0, 6, 3],
        ['c', 0, 3, 12, 4],
      ],
    ],
    [
      'taller',
      'a',
      [
        ['a', 0, 0, 6, 4],
        ['b', 6, 0, 6, 3],
        ['c', 0, 4, 12, 4],
      ],
    ],
    [
      'shorter',
      'c',
      [
        ['a', 0, 0, 6, 3],
        ['b', 6, 0, 6, 3],
        ['c', 0, 3, 12, 3],
      ],
    ],
  ])('%s', (nudge, id, expected) => {
    expect(places(nudgePanel(three, id, nudge))).toEqual(expected);
  });

  it('keeps every panel whole and apart from the others', () => {
    const nudges: Nudge[] = ['up', 'down', 'left', 'right', 'wider', 'narrower', 'taller', 'shorter'];
    fc.assert(
      fc.property(
        layouts,
        fc.array(fc.tuple(fc.nat(11), fc.constantFrom(...nudges)), { maxLength: 8 }),
        (list, steps) => {
          const start = board(...compactLayout(list).map(({ id, layout: { x, y, w, h } }): Box => [id, x, y, w, h]));
          const end = steps.reduce((doc, [at, nudge]) => nudgePanel(doc, `p${at}`, nudge), start);
          expect(dashboardDocSchema.parse(end)).toEqual(end);
          expect(end.panels).toHaveLength(list.length);
          for (const one of end.panels)
            expect(end.panels.filter((other) => isOverlapping(one.layout, other.layout))).toHaveLength(1);
        },
      ),
    );
  });

  it('copies beside the original where there is room, and takes away without leaving a hole', () => {
    expect(places(duplicatePanel(board(['a', 0, 0, 4, 3], ['b', 0, 3, 12, 2]), 'a'))).toEqual([
      ['a', 0, 0, 4, 3],
      ['b', 0, 3, 12, 2],
      ['a-2', 4, 0, 4, 3],
    ]);
    expect(places(removePanel(three, 'c'))).toEqual(places(three).slice(0, 2));
    expect(freeId(board(['a', 0, 0, 1, 1], ['a-2', 1, 0, 1, 1]), 'a-2')).toBe('a-3');
    expect(freeId(board(), 'Übersicht, täglich')).toMatch(/^[\w-]+$/);
  });
});

describe('the draft', () => {
  it('goes back and forth, and knows whether it differs from what is saved', () => {
    const saved = board(['a', 0, 0, 6, 3]);
    const titled = (title: string) => ({ type: 'change', change: (doc: DashboardDoc) => ({ ...doc, title }) }) as const;
    let state = startEditing(saved, 1);
    state = editReducer(state, titled('B'));
    state = editReducer(state, titled('B'));
    state = editReducer(state, titled('C'));
    expect(state.past).toHaveLength(2);
    state = editReducer(state, { type: 'undo' });
    expect([state.doc.title, isChanged(state)]).toEqual(['B', true]);
    state = editReducer(editReducer(state, { type: 'undo' }), { type: 'undo' });
    expect([state.doc.title, isChanged(state)]).toEqual(['A', false]);
    state = editReducer(state, { type: 'redo' });
    state = editReducer(state, titled('D'));
    expect([state.doc.title, state.future]).toEqual(['D', []]);
    state = editReducer(state, { type: 'reset', doc: saved, version: 2 });
    expect([isChanged(state), state.saved.version, state.past]).toEqual([false, 2, []]);
  });
});

describe('a panel by a few choices', () => {
  const shapes: QuickShape[] = ['number', 'trend', 'split', 'ranking', 'spread', 'events'];
  it.each(shapes)('is whole: %s', (shape) => {
    for (const agg of ['count', 'users', 'sum', 'avg', 'p95'] as const) {
      for (const event of [undefined, 'checkout']) {
        const panel = quickPanel({ event, agg, of: 'value', shape, by: 'properties.plan' });
        const whole = { ...panel, id: 'a', layout: { x: 0, y: 0, w: 4, h: 3 } };
        expect(chartPanelSchema.parse(whole)).toEqual(whole);
        expect(fittingCharts(panel.spec.kind)).toContain(panel.chart);
      }
    }
  });
});
