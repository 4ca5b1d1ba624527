import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { annotationInputSchema, type Annotation } from '@/lib/model/annotation';
import type { Store } from '@/lib/store/store';
import { checkInput, invalidInput } from '@/lib/model/check-input';

export const noSuchAnnotation = () => new AppError('not_found', 'There is no such annotation in this workspace.');

type Content = Omit<Annotation, 'id' | 'workspaceId' | 'createdBy' | 'createdAt'>;

/** What an annotation says. Throws `invalid_input` when it ends before it begins or its dashboard does not exist. */
export async function checkAnnotation(
  store: Pick<Store, 'dashboards'>,
  ctx: Pick<Context, 'actor'>,
  input: unknown,
): Promise<Content> {
  const { at, text, tags, until = null, dashboardId = null } = checkInput(annotationInputSchema, input);
  if (until !== null && until < at) throw invalidInput([{ path: 'until', reason: 'It ends before it begins' }]);
  if (dashboardId !== null) {
    const row = await store.dashboards.find(ctx.actor.workspaceId, dashboardId);
    if (!row || row.deletedAt !== null)
      throw invalidInput([{ path: 'dashboardId', reason: 'There is no such dashboard in this workspace' }]);
  }
  return { at, until, text, tags, dashboardId };
}
