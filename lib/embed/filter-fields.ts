import type { Context, Services } from '@/lib/context';
import { isAppError } from '@/lib/errors/app-error';
import { chosenOf } from '@/lib/dashboards/board/board-view';
import { catalog } from '@/lib/query/catalog';
import type { Variable } from '@/lib/model/dashboard';
import type { Embed } from '@/lib/model/embed';
import { inTime } from '@/lib/time/in-time';
import type { EmbedView } from './load-view';
import type { FilterField } from './page/filter-form';
import type { EmbedGrant } from '@/lib/model/embed-grant';

const patienceMs = 400;

type Shown = { workspaceId: string; embed: Embed | null; grant: EmbedGrant; view: EmbedView };

/**
 * What whoever watches may choose, with the choices there are. The values of a field are offered only where nothing is locked:
 * a list of them would tell one customer the names of the others.
 */
export async function filterFields(
  services: Services,
  { workspaceId, embed, grant, view }: Shown,
): Promise<FilterField[]> {
  const parameters = embed?.settings.parameters ?? [];
  const hasLocked = parameters.some(({ mode }) => mode === 'locked');
  const editable = parameters.filter(({ mode }) => mode === 'editable');
  return Promise.all(
    editable.map(async ({ name, field }): Promise<FilterField> => {
      const variable = view.doc.variables.find((one) => one.name === name);
      const chosen = chosenFor(name, { grant, view, variable });
      const label = variable?.label ?? name;
      if (variable?.type === 'list' && variable.options.length > 0)
        return { name, label, chosen, choices: variable.options };
      const source = field ?? fieldOf(variable);
      const choices = source === undefined || hasLocked ? null : await valuesOf(services, workspaceId, source);
      return { name, label, chosen, choices };
    }),
  );
}

type Chosen = Pick<Shown, 'grant' | 'view'> & { variable: Variable | undefined };

function chosenFor(name: string, { grant, view, variable }: Chosen): string[] {
  const given = Object.hasOwn(grant.values, name) ? grant.values[name] : undefined;
  return given?.map(String) ?? (variable ? chosenOf(view.view, variable) : []);
}

const fieldOf = (variable: Variable | undefined) => (variable?.type === 'field' ? variable.field : undefined);

/** Null when they are not there at once: then the value is typed. */
async function valuesOf(services: Services, workspaceId: string, field: string): Promise<string[] | null> {
  const actor = { kind: 'system', workspaceId, purpose: 'embed' } as const;
  const ctx: Context = { ...services, actor, requestId: services.newId() };
  try {
    const found = await inTime(catalog(ctx, { field }), { ms: patienceMs, late: null });
    if (found?.kind !== 'values') return null;
    return found.values.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}
