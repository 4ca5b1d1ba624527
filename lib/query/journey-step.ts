import type { Filter } from '@/lib/model/filter';
import type { Step } from '@/lib/model/journey-spec';
import type { Binder } from './binder';
import { fieldLabel } from './labels';
import { whereOf } from './where';

/** Whether an event is this step, as an expression that is 0 or 1. */
export function stepCondition(step: Step, binder: Binder): string {
  const parts: string[] = [];
  if (step.event !== undefined) parts.push(`name = ${binder.bind(step.event, 'String')}`);
  const own = whereOf(step.where ?? [], binder);
  if (own !== undefined) parts.push(own);
  return `(${parts.join(' AND ')})`;
}

/** Whether an event is any of the steps; undefined when its name, by which a question is narrowed anyway, says so. */
export function anyStepCondition(steps: readonly Step[], binder: Binder): string | undefined {
  if (steps.every((step) => step.event !== undefined && (step.where ?? []).length === 0)) return undefined;
  return `  AND (${steps.map((step) => stepCondition(step, binder)).join(' OR ')})`;
}

/** An event's time, Unix ms, in the form in which times are kept in a user's list of events. */
export const instant = 'toUInt64(toUnixTimestamp64Milli(timestamp))';

/** What a step is called when the question does not say. */
export function stepLabel(step: Step): string {
  if (step.label !== undefined) return step.label;
  if (step.event !== undefined) return step.event;
  const first = step.where?.[0];
  return first === undefined ? '' : filterLabel(first);
}

function filterLabel(filter: Filter): string {
  if (Array.isArray(filter)) {
    const [field, operator, value] = filter;
    const values = value === undefined ? [] : [[value].flat().slice(0, 3).join(', ')];
    return [fieldLabel(field), operator, ...values].join(' ').slice(0, 120);
  }
  return 'some filters';
}
