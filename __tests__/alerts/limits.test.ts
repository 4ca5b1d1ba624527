import fc from 'fast-check';
import { limitsOf, moveLimit } from '@/lib/alerts/limits';
import { startCondition } from '@/lib/alerts/start-condition';
import { conditionSchema, type Condition } from '@/lib/model/rule-condition';

const threshold: Condition = {
  type: 'threshold',
  operator: '>',
  levels: [
    { severity: 'critical', value: 100, recovery: 80 },
    { severity: 'warning', value: 50 },
  ],
};
const change: Condition = {
  type: 'change',
  against: 'previous',
  direction: 'either',
  unit: 'percent',
  levels: [{ severity: 'warning', by: 30, recovery: 10 }],
  leastBase: 0,
};
const linesOf = (condition: Condition) => limitsOf(condition).map(({ role, value }) => [role, value]);

test('a threshold has a line per level and one per recovery', () => {
  expect(linesOf(threshold)).toEqual([
    ['value', 100],
    ['recovery', 80],
    ['value', 50],
  ]);
});

test('a change has its lines on the side that counts, or on both', () => {
  expect(linesOf(change)).toEqual([
    ['value', 30],
    ['mirror', -30],
    ['recovery', 10],
  ]);
  expect(linesOf({ ...change, direction: 'down' })).toEqual([
    ['value', -30],
    ['recovery', -10],
  ]);
});

test('silence has its line in ms, a burn rate one per pair of windows, the others none', () => {
  expect(linesOf(startCondition('absence', 0))).toEqual([['value', 600_000]]);
  expect(linesOf(startCondition('burn_rate', 0)).map(([, value]) => value)).toEqual([14.4, 6, 3, 1]);
  expect([...limitsOf(startCondition('anomaly', 0)), ...limitsOf(startCondition('row', 0))]).toEqual([]);
});

test('moving a threshold below its recovery takes the recovery along, and the recovery cannot pass it', () => {
  expect(linesOf(moveLimit(threshold, { role: 'value', index: 0 }, 60)).slice(0, 2)).toEqual([
    ['value', 60],
    ['recovery', 60],
  ]);
  expect(linesOf(moveLimit(threshold, { role: 'recovery', index: 0 }, 120))[1]).toEqual(['recovery', 100]);
});

test('silence moves to lengths of time that read well', () => {
  const moved = (ms: number) => moveLimit(startCondition('absence', 0), { role: 'value', index: 0 }, ms);
  expect([1, 95_000, 754_321, 5 * 3_600_000 + 1, 9e8].map((ms) => moved(ms))).toMatchObject(
    ['10s', '100s', '13m', '5h', '10d'].map((after) => ({ levels: [{ after }] })),
  );
});

test('whatever is moved wherever, the condition stays one that can be saved', () => {
  const conditions = [
    threshold,
    { ...threshold, operator: '<', levels: [{ severity: 'info', value: 1, recovery: 4 }] } as Condition,
    change,
    startCondition('absence', 0),
    startCondition('burn_rate', 0),
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...conditions),
      fc.array(fc.tuple(fc.nat(), fc.double({ noNaN: true, min: -1e6, max: 1e9 })), { maxLength: 12 }),
      (first, moves) => {
        const last = moves.reduce((condition, [pick, to]) => {
          const limits = limitsOf(condition);
          const limit = limits[pick % limits.length];
          return limit ? moveLimit(condition, limit, to) : condition;
        }, first);
        expect(conditionSchema.safeParse(last).success).toBe(true);
      },
    ),
  );
});
