import { z } from 'zod';
import { labelNameSchema, matcherSchema } from './matcher';
import { spanUpTo, timezoneSchema } from './query-range';
import { severitySchema } from './severity-schema';

const name = z.string().trim().min(1).max(80);
const matchers = z.array(matcherSchema).max(20).default([]);
const delay = z.union([z.literal('0s'), spanUpTo(30)]);
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'Use a form like 08:30' });
const date = z.iso.date();
/** 1 is Monday, 7 is Sunday, as in ISO 8601. */
const weekday = z.number().int().min(1).max(7);

const personSchema = z.strictObject({ name, channels: z.array(z.string().max(60)).max(10) });
export const scheduleSchema = z.strictObject({
  name,
  timezone: timezoneSchema,
  /** The weekday and time at which the next person takes over, on the clock of the timezone. */
  handover: z.strictObject({ weekday: weekday.default(1), time: clockTime.default('09:00') }).prefault({}),
  /** Any date in the calendar week of the first person; weeks follow each other in this order. */
  firstWeek: date,
  people: z.array(personSchema).min(1).max(50),
  /** Somebody stands in: from and until are dates and times with an offset. */
  overrides: z
    .array(
      z.strictObject({ person: name, from: z.iso.datetime({ offset: true }), until: z.iso.datetime({ offset: true }) }),
    )
    .max(100)
    .default([]),
});
export type OnCallSchedule = z.output<typeof scheduleSchema>;

/** A named set of channels; of a schedule it takes those of whoever is on call. */
export const receiverSchema = z.strictObject({
  name,
  channels: z.array(z.string().max(60)).max(20).default([]),
  schedules: z.array(name).max(5).default([]),
});
export type Receiver = z.output<typeof receiverSchema>;

const quietHoursSchema = z.strictObject({
  timezone: timezoneSchema,
  /** Held back from `from` until `until`, which may lie on the next day. */
  from: clockTime,
  until: clockTime,
  /** Days on which they begin. */
  days: z.array(weekday).min(1).max(7).default([1, 2, 3, 4, 5, 6, 7]),
  /** Severities that are told all the same. */
  except: z.array(severitySchema).default(['critical']),
});
export type QuietHours = z.output<typeof quietHoursSchema>;

export const policySchema = z.strictObject({
  name,
  /** All have to match; none match everything. `severity` is a label like any other. */
  matchers,
  /** One message per incident, or per set of values of these labels, as in Alertmanager. */
  groupBy: z.union([z.literal('incident'), z.array(labelNameSchema).max(10)]).default('incident'),
  groupWait: delay.default('30s'),
  groupInterval: spanUpTo(7).default('5m'),
  repeatInterval: spanUpTo(30).default('4h'),
  /** Who is told at once, and who next after how long without acknowledgement. */
  steps: z
    .array(z.strictObject({ after: delay.default('0s'), receiver: name }))
    .max(10)
    .default([]),
  quietHours: quietHoursSchema.optional(),
  /** Whether policies below it are looked at, too. */
  continue: z.boolean().default(false),
});
export type Policy = z.output<typeof policySchema>;

/** While an alert that `source` matches fires, those that `target` matches with equal labels tell nobody. */
export const inhibitionSchema = z.strictObject({
  source: matchers,
  target: matchers,
  equal: z.array(labelNameSchema).max(20).default([]),
});
export type Inhibition = z.output<typeof inhibitionSchema>;

/** A dead man's switch: somebody else raises the alarm when this stops coming. */
export const heartbeatSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  every: spanUpTo(1).default('1m'),
});

/** Who is told of what: one document per workspace. Policies are tried in their order; the first that matches decides. */
export const routingSchema = z
  .strictObject({
    receivers: z.array(receiverSchema).max(100).default([]),
    schedules: z.array(scheduleSchema).max(50).default([]),
    policies: z.array(policySchema).max(100).default([]),
    inhibitions: z.array(inhibitionSchema).max(100).default([]),
    heartbeat: heartbeatSchema.optional(),
    /** After how long an alert that another system sent without an end counts as resolved, unless it is sent again. */
    resolveTimeout: spanUpTo(7).default('5m'),
    /** Places that depend on each other, for correlation. */
    topology: z
      .array(z.tuple([name, name]))
      .max(5_000)
      .default([]),
  })
  .superRefine(({ receivers, schedules, policies }, issue) => {
    const fault = (path: (string | number)[], message: string) => issue.addIssue({ code: 'custom', path, message });
    for (const [list, path] of [
      [receivers, 'receivers'],
      [schedules, 'schedules'],
      [policies, 'policies'],
    ] as const)
      list.forEach((item, index) => {
        if (list.findIndex((other) => other.name === item.name) !== index)
          fault([path, index, 'name'], 'This name is taken');
      });
    receivers.forEach((receiver, at) =>
      receiver.schedules.forEach((schedule, index) => {
        if (!schedules.some((known) => known.name === schedule))
          fault(['receivers', at, 'schedules', index], 'There is no such schedule');
      }),
    );
    policies.forEach((policy, at) =>
      policy.steps.forEach(({ receiver }, index) => {
        if (!receivers.some((known) => known.name === receiver))
          fault(['policies', at, 'steps', index, 'receiver'], 'There is no such receiver');
      }),
    );
  });
export type Routing = z.output<typeof routingSchema>;
export type RoutingInput = z.input<typeof routingSchema>;
