import { z } from 'zod';
import type { FieldError } from '@/lib/errors/app-error';
import { tryInput, type Checked } from '@/lib/model/check-input';
import { located, parseFileText, type FileFormat } from '@/lib/model/parse-file-text';
import type { RuleDoc } from '@/lib/model/rule';
import { tryRuleDoc } from './check-rule-doc';

export type RulesFile = {
  rules: RuleDoc[];
  /** Slug of the workspace that a provisioned file is for. */
  workspace?: string;
};

const maxRules = 1_000;
const envelopeSchema = z.strictObject({
  sightglass: z.literal(1, { message: 'This version of Sightglass reads files of version 1' }).optional(),
  kind: z.literal('rules', { message: 'Only files of the kind rules can be read here' }).optional(),
  workspace: z.string().min(1).max(40).optional(),
  rules: z.array(z.unknown()).max(maxRules, { message: `A file has at most ${maxRules} rules` }),
});

/**
 * Rules from the text of a file with a list called `rules`, JSON or YAML (by its first character when the format is not given).
 * The faults name path and line; names are known once per file.
 */
export function parseRulesFile(text: string, format?: FileFormat): { value: RulesFile } | { faults: FieldError[] } {
  const parsed = parseFileText(text, format ?? (/^\s*\{/.test(text) ? 'json' : 'yaml'));
  if ('faults' in parsed) return parsed;
  const file = readRules(parsed.value);
  return 'value' in file ? file : { faults: located(file.faults, parsed.lineOf) };
}

function readRules(value: unknown): Checked<RulesFile> {
  const envelope = tryInput(envelopeSchema, value);
  if ('faults' in envelope) return envelope;
  const { rules: docs, workspace } = envelope.value;
  const faults: FieldError[] = [];
  const rules: RuleDoc[] = [];
  docs.forEach((doc, index) => {
    const checked = tryRuleDoc(doc);
    if ('faults' in checked) faults.push(...under(`rules.${index}`, checked.faults));
    else if (rules.some(({ name }) => name === checked.value.name))
      faults.push({ path: `rules.${index}.name`, reason: `"${checked.value.name}" is there twice` });
    else rules.push(checked.value);
  });
  if (faults.length > 0) return { faults };
  return { value: { rules, ...(workspace === undefined ? {} : { workspace }) } };
}

const under = (base: string, faults: readonly FieldError[]): FieldError[] =>
  faults.map((fault) => ({ ...fault, path: fault.path === '' ? base : `${base}.${fault.path}` }));
