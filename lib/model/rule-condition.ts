import { z } from 'zod';
import { spanSchema } from './query-range';
import type { Severity } from './severity';
import { severitySchema } from './severity-schema';

const finite = z.number().finite();
/** One entry per severity: a rule warns at one value and pages at another. */
const levels = <T extends z.ZodRawShape>(shape: T) =>
  z
    .array(z.strictObject({ severity: severitySchema, ...shape }))
    .min(1)
    .max(3)
    .refine((all) => new Set(all.map((level) => (level as { severity: Severity }).severity)).size === all.length, {
      message: 'Each severity may stand once',
    });

/** The value is beyond a limit. Once it fires it stays until the value is no longer beyond `recovery`. */
export const thresholdSchema = z
  .strictObject({
    type: z.literal('threshold'),
    operator: z.enum(['>', '>=', '<', '<=']),
    levels: levels({ value: finite, recovery: finite.optional() }),
  })
  .superRefine(({ operator, levels: all }, issue) => {
    all.forEach(({ value, recovery }, index) => {
      const isBeyond = operator.startsWith('>')
        ? recovery !== undefined && recovery > value
        : (recovery ?? value) < value;
      if (isBeyond)
        issue.addIssue({
          code: 'custom',
          path: ['levels', index, 'recovery'],
          message: `With ${operator} the recovery threshold lies ${operator.startsWith('>') ? 'below' : 'above'} the value`,
        });
    });
  });

/** The value differs from that of the period before, or of the same weekday a week ago. */
export const changeSchema = z.strictObject({
  type: z.literal('change'),
  against: z.enum(['previous', 'week']).default('previous'),
  direction: z.enum(['up', 'down', 'either']).default('either'),
  unit: z.enum(['percent', 'absolute']).default('percent'),
  levels: levels({ by: finite.positive(), recovery: finite.nonnegative().optional() }),
  /** Below this size of the earlier value nothing is compared: 3 instead of 1 is no rise of 200 %. */
  leastBase: finite.nonnegative().default(0),
});

/** A series that used to report has been silent for longer than `after`. It is forgotten after `forgetAfter`. */
export const absenceSchema = z.strictObject({
  type: z.literal('absence'),
  levels: levels({ after: spanSchema }),
  forgetAfter: spanSchema.default('7d'),
});

/** The value is not what the series itself has taught to expect; see lib/alerts/anomaly. */
export const anomalySchema = z
  .strictObject({
    type: z.literal('anomaly'),
    severity: severitySchema.default('warning'),
    direction: z.enum(['up', 'down', 'either']).default('either'),
    /** -log10 of the probability below which a value is odd: 4 is one in ten thousand. */
    rarity: z.number().min(2).max(10).default(4),
    /** How many of the last few values have to be odd. */
    confirm: z
      .strictObject({ needed: z.number().int().min(1).max(10), of: z.number().int().min(1).max(20) })
      .default({ needed: 2, of: 3 }),
    /** What is too small to matter: as a share of what was expected, and in standard deviations of the series. */
    leastEffect: z
      .strictObject({ share: z.number().min(0).max(10), deviations: z.number().min(0).max(10) })
      .default({ share: 0.25, deviations: 3 }),
    /** Whether, of a question with several series, a second place has to be in trouble too before anybody is told. */
    corroborate: z.boolean().default(true),
  })
  .refine(({ confirm }) => confirm.needed <= confirm.of, {
    message: 'More than there are',
    path: ['confirm', 'needed'],
  });

export const burnWindowSchema = z.strictObject({
  severity: severitySchema,
  long: spanSchema,
  short: spanSchema,
  burn: finite.positive(),
});
export type BurnWindow = z.infer<typeof burnWindowSchema>;
/** Google SRE Workbook, chapter 5, for an objective over 30 days; the row of one day is from its rule example. */
export const workbookWindows: BurnWindow[] = [
  { severity: 'critical', long: '1h', short: '5m', burn: 14.4 },
  { severity: 'critical', long: '6h', short: '30m', burn: 6 },
  { severity: 'warning', long: '1d', short: '2h', burn: 3 },
  { severity: 'warning', long: '3d', short: '6h', burn: 1 },
];
/** The error budget of an objective is spent too fast, both lately and for a while. */
export const burnRateSchema = z.strictObject({
  type: z.literal('burn_rate'),
  objective: z.number().gt(0).lt(1),
  /** Places of the measures that count bad and all events. */
  bad: z.number().int().min(0).max(7).default(0),
  total: z.number().int().min(0).max(7).default(1),
  windows: z.array(burnWindowSchema).min(1).max(12).default(workbookWindows),
  /** Fewer bad events than this in the long window are an accident, not a trend. */
  leastBad: finite.nonnegative().default(10),
});

/** Every row of the answer fires: its text columns are the labels, its numbers the measures. */
export const rowSchema = z.strictObject({
  type: z.literal('row'),
  severity: severitySchema.default('warning'),
});

export const conditionSchema = z.discriminatedUnion('type', [
  thresholdSchema,
  changeSchema,
  absenceSchema,
  anomalySchema,
  burnRateSchema,
  rowSchema,
]);
export type Condition = z.output<typeof conditionSchema>;
export type ConditionOf<T extends Condition['type']> = Extract<Condition, { type: T }>;
