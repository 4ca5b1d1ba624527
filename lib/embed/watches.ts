import { isAppError } from '@/lib/errors/app-error';
import { parseSpec } from '@/lib/query/parse-spec';
import { specKey } from '@/lib/query/spec-key';
import type { LiveQuestion } from '@/lib/live/hub';
import { maxWatches } from '@/lib/model/live-frame';
import type { QuerySpec } from '@/lib/model/query-spec';
import { sparkId } from './draw/page-config';
import type { EmbedView } from './load-view';

export type EmbedWatch = { id: string; question: LiveQuestion };

/**
 * The questions that a viewer of an embed watches: those of its own panels and no others, because no viewer names one. They
 * are equal to those of members who look at the same, so all share one refresh.
 */
export function watchesOf(workspaceId: string, { panels }: EmbedView): EmbedWatch[] {
  const watches = panels.flatMap((panel): EmbedWatch[] => {
    if (panel.type !== 'chart' || panel.pace === 0) return [];
    const { id, spec, spark } = panel.panel;
    const asked: [string, QuerySpec][] = spark
      ? [
          [id, spec],
          [sparkId(id), spark],
        ]
      : [[id, spec]];
    return asked.flatMap(([name, input]) => watch(name, { workspaceId, input }));
  });
  return watches.slice(0, maxWatches);
}

/** One question that cannot be asked takes none of the others with it. */
function watch(id: string, { workspaceId, input }: { workspaceId: string; input: QuerySpec }): EmbedWatch[] {
  try {
    const spec = parseSpec(input);
    return [{ id, question: { workspaceId, key: specKey(workspaceId, spec), spec } }];
  } catch (error) {
    if (isAppError(error)) return [];
    throw error;
  }
}
