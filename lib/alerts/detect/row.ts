import type { ConditionOf } from '@/lib/model/rule-condition';
import type { Reading } from '../reading';
import type { Finding } from './finding';
import { said } from './said';

/** A row fires because it is there; rows that are gone resolve. */
export function detectRow({ severity }: ConditionOf<'row'>, { values }: Reading, measure: number): Finding {
  const value = values[measure] ?? null;
  return { value, breached: [severity], because: value === null ? 'The question has this row' : said(value) };
}
