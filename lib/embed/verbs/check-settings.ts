import type { Context } from '@/lib/context';
import { toChart } from '@/lib/dashboards/documents/stored-chart';
import { toDashboard } from '@/lib/dashboards/documents/stored-dashboard';
import { AppError, type FieldError } from '@/lib/errors/app-error';
import { checkInput, invalidInput } from '@/lib/model/check-input';
import { embedSettingsSchema, type EmbedKind, type EmbedSettings } from '@/lib/model/embed';
import type { Store } from '@/lib/store/store';

export type Resource = { kind: EmbedKind; resourceId: string };
type Ask = Pick<Context, 'actor'>;

/** What is embedded: its title, and which names can be parameters without a field. Throws `not_found`. */
export async function findResource(
  store: Pick<Store, 'charts' | 'dashboards'>,
  { actor: { workspaceId } }: Ask,
  { kind, resourceId }: Resource,
): Promise<{ title: string; variables: string[]; isSql: boolean }> {
  if (kind === 'dashboard') {
    const row = await store.dashboards.find(workspaceId, resourceId);
    if (!row || row.deletedAt !== null) throw missing('dashboard');
    const { title, variables } = toDashboard(row).doc;
    return { title, variables: variables.map(({ name }) => name), isSql: false };
  }
  const row = await store.charts.find(workspaceId, resourceId);
  if (!row || row.deletedAt !== null) throw missing('chart');
  const { doc, fault } = toChart(row);
  const sql = fault === undefined && doc.spec.kind === 'sql' ? doc.spec.sql : '';
  const variables = [...sql.matchAll(/\{\s*([a-z][a-z0-9_]*)\s*:/gi)].flatMap(([, name]) => name ?? []);
  return { title: doc.title, variables: [...new Set(variables)], isSql: sql !== '' };
}

const missing = (what: string) => new AppError('not_found', `There is no such ${what} in this workspace.`);

/** Settings that fit what is embedded: a parameter that reaches nothing would lock nothing. Throws `invalid_input`. */
export function checkSettings(
  input: unknown,
  { variables, isSql }: { variables: readonly string[]; isSql: boolean },
): EmbedSettings {
  const settings = checkInput(embedSettingsSchema, input);
  const faults = settings.parameters.flatMap(({ name, field }, index): FieldError[] => {
    const path = `settings.parameters.${index}`;
    if (field === undefined && !variables.includes(name))
      return [{ path: `${path}.name`, reason: `there is no variable "${name}"; give a field to filter by` }];
    if (field !== undefined && isSql) return [{ path: `${path}.field`, reason: 'a filter does not reach into SQL' }];
    return [];
  });
  if (faults.length > 0) throw invalidInput(faults);
  return settings;
}
