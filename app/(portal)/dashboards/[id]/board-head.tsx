import { ArrowLeft, FileCode2, RefreshCw, Shrink, ZoomOut } from 'lucide-react';
import { BoardActions } from '@/app/_ui/boards/board-actions';
import { BoardKeys } from '@/app/_ui/boards/board-keys';
import { VariableMenu } from '@/app/_ui/boards/variable-menu';
import { Badge } from '@/app/_ui/kit/badge';
import { buttonClass } from '@/app/_ui/kit/button';
import { ChoiceMenu } from '@/app/_ui/view/choice-menu';
import { FilterAdder } from '@/app/_ui/view/filter-form';
import { FilterList } from '@/app/_ui/view/filter-list';
import { RangeChoice } from '@/app/_ui/view/range-choice';
import { ViewLink } from '@/app/_ui/view/view-link';
import {
  boardHref,
  boardParams,
  refreshLabels,
  widerRange,
  withBoard,
  withoutBoardFilter,
} from '@/lib/dashboards/board/board-view';
import { boardFields } from '@/lib/dashboards/board/board-fields';
import { rangeLabel } from '@/lib/dashboards/view/range-presets';
import { refreshSchema } from '@/lib/model/dashboard';
import { resolveRange } from '@/lib/time/range';
import type { LoadedBoard } from './load-board';
import { VersionNotice } from './version-notice';

/** The title of a dashboard and what can be done with it; below, everything that its view consists of. */
export function BoardHead({ board }: { board: LoadedBoard }) {
  const { dashboard, doc, place, canWrite, timezone } = board;
  const { view } = place;
  return (
    <header className="mb-4 grid gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h1 className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xl font-semibold tracking-tight">
            {doc.title}
            {dashboard.provisionedFrom !== null && (
              <Badge title={`It comes from the file ${dashboard.provisionedFrom} and is changed there.`}>
                <FileCode2 aria-hidden />
                From a file
              </Badge>
            )}
          </h1>
          {doc.description !== undefined && !view.isKiosk && (
            <p className="mt-0.5 max-w-3xl text-muted">{doc.description}</p>
          )}
          <PrintedView board={board} />
        </div>
        {view.isKiosk ? (
          <KioskCorner board={board} />
        ) : (
          <BoardActions
            place={place}
            board={{ id: dashboard.id, title: doc.title, version: dashboard.version, doc: dashboard.doc }}
            isProvisioned={dashboard.provisionedFrom !== null}
            canWrite={canWrite}
            annotations={board.annotations}
            timezone={timezone}
            now={board.now}
          />
        )}
      </div>
      {!view.isKiosk && <BoardBar board={board} />}
      <VersionNotice board={board} />
      <BoardKeys
        place={place}
        canEdit={canWrite && dashboard.provisionedFrom === null}
        zoomOutHref={zoomOutHref(board)}
      />
    </header>
  );
}

/** What the controls say on a screen, for paper. */
function PrintedView({ board: { place, doc, timezone, now } }: { board: LoadedBoard }) {
  const chosen = doc.variables.map(({ name, label }) => {
    const values = place.view.variables[name] ?? [];
    return `${label ?? name}: ${values.length === 0 ? 'all' : values.join(', ')}`;
  });
  const { from, to } = resolveRange(place.view.range, timezone, now);
  const stretch = rangeLabel({ from: new Date(from).toISOString(), to: new Date(to).toISOString() }, timezone);
  return (
    <p className="mt-0.5 hidden text-sm text-muted print:block">
      {[rangeLabel(place.view.range, timezone), `${stretch} (${timezone})`, ...chosen].join(' · ')}
    </p>
  );
}

function KioskCorner({ board: { place, timezone } }: { board: LoadedBoard }) {
  return (
    <div className="flex items-center gap-3 text-muted print:hidden">
      {rangeLabel(place.view.range, timezone)}
      <ViewLink
        href={boardHref(withBoard(place, { isKiosk: false }))}
        className={buttonClass({ variant: 'quiet', size: 'icon' })}
        aria-label="Leave the full screen"
      >
        <Shrink aria-hidden />
      </ViewLink>
    </div>
  );
}

/** Variables and filters on one side, time on the other; every choice is a link or a plain form. */
function BoardBar({ board }: { board: LoadedBoard }) {
  const { place, doc, timezone, now } = board;
  const { view } = place;
  const wider = zoomOutHref(board);
  const params = [['workspace', place.workspace] as const, ...boardParams(view, place.doc)];
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      {view.viewPanel !== null && (
        <ViewLink
          href={boardHref(withBoard(place, { viewPanel: null }))}
          className={buttonClass()}
          title="All panels (Escape)"
        >
          <ArrowLeft aria-hidden className="text-faint" />
          All panels
        </ViewLink>
      )}
      {doc.variables.map((variable) => (
        <VariableMenu key={variable.name} variable={variable} place={place} />
      ))}
      <FilterAdder path={place.path} kept={params} fields={boardFields(doc)} />
      <FilterList
        filters={view.filters}
        hrefWithout={(filter) => boardHref(withoutBoardFilter(place, filter))}
        clearHref={boardHref(withBoard(place, { filters: [] }))}
      />
      <div className="ml-auto flex items-center gap-2 max-sm:ml-0">
        {wider !== null && (
          <ViewLink href={wider} className={buttonClass({ size: 'icon' })} aria-label="Zoom out" title="Zoom out (z)">
            <ZoomOut aria-hidden />
          </ViewLink>
        )}
        <RangeChoice
          range={view.range}
          timezone={timezone}
          now={now}
          path={place.path}
          kept={params.filter(([name]) => name !== 'from' && name !== 'to')}
          hrefOf={(range) => boardHref(withBoard(place, { range }))}
          align="end"
        />
        <ChoiceMenu
          name="Refresh"
          icon={RefreshCw}
          align="end"
          choices={refreshSchema.options.map((refresh) => ({
            label: refreshLabels[refresh],
            href: boardHref(withBoard(place, { refresh })),
            isChosen: refresh === view.refresh,
          }))}
        />
      </div>
    </div>
  );
}

/** Out of a stretch that somebody zoomed into; ranges that end now are chosen from the menu. */
function zoomOutHref({ place, timezone, now }: LoadedBoard): string | null {
  const { range } = place.view;
  if (!('from' in range)) return null;
  return boardHref(withBoard(place, { range: widerRange(resolveRange(range, timezone, now), now) }));
}
