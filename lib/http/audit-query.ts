import { z } from 'zod';
import { auditTextSchema, type AuditFilter } from '@/lib/model/audit';
import { parseInput } from './body';
import { timeParam } from './time-param';

const filterSchema = z.object({ ...auditTextSchema, from: timeParam.optional(), to: timeParam.optional() });
const pageSchema = filterSchema.extend({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** The filter of a URL; an empty field of a form means no filter. Throws `invalid_input`. */
export const auditFilterOf = (search: URLSearchParams): AuditFilter => parseInput(filterSchema, given(search));

/** The same with which page. */
export const auditPageOf = (search: URLSearchParams) => parseInput(pageSchema, given(search));

const given = (search: URLSearchParams): Record<string, string> =>
  Object.fromEntries([...search].filter(([, value]) => value.trim() !== ''));
