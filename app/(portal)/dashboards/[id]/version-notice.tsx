import { RestoreVersion } from '@/app/_ui/boards/restore-version';
import { buttonClass } from '@/app/_ui/kit/button';
import { Notice } from '@/app/_ui/kit/notice';
import { ViewLink } from '@/app/_ui/view/view-link';
import { boardHref, withBoard } from '@/lib/dashboards/board/board-view';
import type { LoadedBoard } from './load-board';

/** Says that an earlier version is shown, with the ways out of it. */
export function VersionNotice({ board }: { board: LoadedBoard }) {
  const { place, dashboard, doc, canWrite } = board;
  const { version } = place.view;
  if (version === null || doc === dashboard.doc) return null;
  return (
    <Notice
      title={`You are looking at version ${version}; the newest is ${dashboard.version}.`}
      className="print:hidden"
      action={
        <div className="flex flex-wrap gap-2">
          {canWrite && dashboard.provisionedFrom === null && (
            <RestoreVersion workspace={place.workspace} id={dashboard.id} version={version} to={place} />
          )}
          <ViewLink href={boardHref(withBoard(place, { version: null }))} className={buttonClass({ size: 'sm' })}>
            Back to the newest
          </ViewLink>
        </div>
      }
    >
      Nothing changes until you restore it.
    </Notice>
  );
}
