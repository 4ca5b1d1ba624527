import type { ReactNode } from 'react';
import { cn } from '@/app/_ui/kit/class-names';
import type { Panel } from '@/lib/model/panel';

/** Height of a grid row and the gap between two, px. */
export const rowPx = 56;
export const gapPx = 16;
const headerPx = 41;
const paddingPx = 14;

export const panelHeight = (panel: Pick<Panel, 'size'>): number =>
  panel.size.rows * rowPx + (panel.size.rows - 1) * gapPx;
/** What is left inside a panel for what it draws, px. Fixed, so that nothing on the page moves when it arrives. */
export const panelBodyHeight = (panel: Pick<Panel, 'size'>): number => panelHeight(panel) - headerPx - paddingPx - 2;

// Spelled out, because the class names have to stand in the source.
const spans: Record<number, string> = {
  3: 'sm:col-span-6 xl:col-span-3',
  4: 'sm:col-span-6 xl:col-span-4',
  6: 'xl:col-span-6',
  8: 'xl:col-span-8',
  12: '',
};

/** What the box of a panel says besides what it draws. */
export type FrameExtras = {
  badge?: ReactNode;
  /** What can be done with the panel, at the right end of its title. */
  menu?: ReactNode;
  /** It stands in a cell that has its place and size; otherwise it takes its own on the overview's grid. */
  isPlaced?: boolean;
  /** The title is what a panel is dragged by. */
  isDraggable?: boolean;
};
type Props = FrameExtras & {
  panel: Framed;
  children: ReactNode;
  isBusy?: boolean;
  /** Without a title; the menu lies over the content. */
  isBare?: boolean;
  /** In one column, on a phone, it is as high as what stands in it. */
  isFluid?: boolean;
};
type Framed = Pick<Panel, 'id' | 'title' | 'size'> & { description?: string | undefined };

/** The box of a panel: title, badge and a body of a height that is known before anything is in it. */
export function PanelFrame(props: Props) {
  const {
    panel,
    isPlaced = false,
    isDraggable = false,
    isBare = false,
    isFluid = false,
    isBusy = false,
    children,
  } = props;
  const titleId = `panel-${panel.id}`;
  return (
    <section
      {...(isBare ? { 'aria-label': 'Text' } : { 'aria-labelledby': titleId })}
      aria-busy={isBusy}
      data-panel={panel.id}
      className={cn(
        'relative flex min-w-0 flex-col overflow-hidden rounded-lg border border-line bg-surface shadow-card',
        !isPlaced && ['col-span-12', spans[panel.size.columns]],
        isFluid && 'max-md:h-auto!',
      )}
      style={{ height: panelHeight(panel) }}
    >
      <Head {...props} titleId={titleId} />
      <div
        className={cn('min-h-0 flex-1 px-4', isBare && ['pt-3.5', isDraggable ? 'pr-28' : 'pr-20'])}
        style={{ paddingBottom: paddingPx }}
      >
        {children}
      </div>
    </section>
  );
}

function Head({ panel, badge, menu, isBare = false, isDraggable = false, titleId }: Props & { titleId: string }) {
  if (isBare) return <div className="absolute top-1.5 right-2 z-10 flex">{menu}</div>;
  return (
    <header
      className={cn(
        '@container flex h-10.25 shrink-0 items-center justify-between gap-2 pr-3 pl-4',
        isDraggable && 'board-handle',
      )}
    >
      <h2
        id={titleId}
        title={panel.description ?? panel.title}
        className="min-w-0 truncate text-sm font-medium text-muted"
      >
        {panel.title}
      </h2>
      {menu === undefined ? badge : <Corner badge={badge} menu={menu} />}
    </header>
  );
}

const Corner = ({ badge, menu }: FrameExtras) => (
  <div className="-mr-1 flex shrink-0 items-center gap-1">
    {badge}
    {menu}
  </div>
);

export function PanelGrid({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-12 gap-4">{children}</div>;
}
