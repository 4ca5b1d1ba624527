import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { invalidInput } from '@/lib/model/check-input';
import { defaultSettings } from '@/lib/model/embed';
import type { EmbedGrant } from '@/lib/model/embed-grant';
import type { ShownChart } from './chart-view';
import { loadView } from './load-view';
import { lookNames, parseLook } from './parse-look';
import { nameFaults, readerOf } from './read-parameters';
import { refusal } from './refusal';

/** Read when the embed was opened. */
const openers = ['token', 'share', 'grant', 'range', 'from', 'to'];

/**
 * The chart of an embed with the values that its grant puts in; the address says only how it looks. Throws AppError not_found,
 * invalid_input for its parameters, and query_rejected where it cannot be shown with these values.
 */
export async function askedByGrant(
  ctx: Context,
  { grant, search }: { grant: EmbedGrant; search: string },
): Promise<ShownChart> {
  const { workspaceId } = ctx.actor;
  const embed = await ctx.embeds.lookUp.embedOf(workspaceId, grant);
  const parameters = embed?.settings.parameters ?? defaultSettings.parameters;
  const look = readLook(search, { grant, variables: parameters.map(({ name }) => `var-${name}`) });
  const { panels } = await loadView(ctx, { workspaceId, embed, grant });
  const panel = panels.find(({ id }) => id === 'chart');
  if (panel?.type === 'fault') throw new AppError('query_rejected', panel.reason);
  if (panel?.type !== 'chart') throw refusal('missing');
  const { title, chart, unit, spec } = panel.panel;
  return { doc: { title, chart, unit }, look, spec };
}

function readLook(search: string, { grant, variables }: { grant: EmbedGrant; variables: string[] }) {
  const params = new URLSearchParams(search);
  const names = { single: lookNames, repeated: [], ignored: ['v', 'workspace', ...openers, ...variables] };
  const known = [...lookNames, ...variables].join(', ');
  const faults = nameFaults(params, names, () => `This embed has no such parameter; it has ${known}.`);
  const look = parseLook(readerOf(params, faults));
  const isTimed = ['range', 'from', 'to'].find((name) => params.has(name));
  if (isTimed !== undefined && grant.range === null)
    faults.push({ path: isTimed, reason: 'The time of this embed is fixed.' });
  if (faults.length > 0) throw invalidInput(faults);
  return look;
}
