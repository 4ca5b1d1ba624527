'use client';

import { BookmarkPlus, LayoutDashboard } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import type { Question, QuestionOrigin } from '@/lib/dashboards/explore/explore-kinds';
import { questionWords } from '@/lib/dashboards/explore/explore-words';
import type { PanelChart } from '@/lib/model/panel';
import { chartDoc } from './chart-doc';
import { PutBackButton } from './put-back-button';
import { ShareMenu } from './share-menu';
import { TypedInput } from './typed-input';
import { UpdateButton } from './update-button';

export type HeaderProps = {
  question: Question;
  chart: PanelChart;
  origin: QuestionOrigin;
  workspace: string;
  change: (question: Question, typing?: string) => void;
  canSave: boolean;
};

// Seldom opened, and never before the page is alive.
const SaveDialog = lazy(() =>
  import('@/app/_ui/saved-charts/save-dialog').then((module) => ({ default: module.SaveDialog })),
);
const DashboardDialog = lazy(() =>
  import('@/app/_ui/saved-charts/dashboard-dialog').then((module) => ({ default: module.DashboardDialog })),
);
const AddressDialog = lazy(() =>
  import('@/app/_ui/saved-charts/address-dialog').then((module) => ({ default: module.AddressDialog })),
);
const CallDialog = lazy(() => import('./call-dialog').then((module) => ({ default: module.CallDialog })));

type OpenDialog = 'save' | 'dashboard' | 'call' | 'addresses';

/** What the question is called, and what can be done with it. */
export function ExploreHeader({ question, chart, origin, workspace, change, canSave }: HeaderProps) {
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const close = (): void => setOpen(null);
  const common = { question, chart, workspace };
  const dialog = { asked: chartDoc(question, chart), workspace, onClose: close };
  return (
    <header className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
      <h1 className="sr-only">Explore: {question.title ?? questionWords(question.spec)}</h1>
      <TypedInput
        aria-label="Title of the question"
        title="Click to give it another title"
        maxLength={120}
        placeholder={questionWords(question.spec)}
        value={question.title ?? ''}
        onCommit={(title) => change({ ...question, title: title === '' ? undefined : title }, 'title')}
        className="-ml-2.5 h-9 min-w-56 flex-1 border-transparent bg-transparent text-lg font-semibold tracking-tight text-ellipsis shadow-none placeholder:text-ink"
      />
      <div className="flex flex-wrap items-center gap-1.5">
        <ShareMenu
          {...common}
          onCall={() => setOpen('call')}
          onAddresses={origin.saved === undefined ? undefined : () => setOpen('addresses')}
        />
        {canSave && <SaveActions {...common} origin={origin} onOpen={setOpen} />}
      </div>
      <Suspense fallback={null}>
        {open === 'save' && <SaveDialog {...dialog} />}
        {open === 'dashboard' && <DashboardDialog {...dialog} isLive={question.isLive} />}
        {open === 'call' && <CallDialog question={question} onClose={close} />}
        {open === 'addresses' && origin.saved !== undefined && (
          <AddressDialog id={origin.saved} title={dialog.asked.title} workspace={workspace} onClose={close} />
        )}
      </Suspense>
    </header>
  );
}

type SaveProps = Pick<HeaderProps, 'question' | 'chart' | 'workspace' | 'origin'> & {
  onOpen: (dialog: OpenDialog) => void;
};

/** The question goes back to where it came from first, if it came from somewhere. */
function SaveActions({ origin: { board, panel, saved }, onOpen, ...common }: SaveProps) {
  return (
    <>
      <Button onClick={() => onOpen('dashboard')}>
        <LayoutDashboard aria-hidden />
        Add to dashboard
      </Button>
      {board !== undefined && panel !== undefined && <PutBackButton {...common} board={board} panel={panel} />}
      {saved !== undefined && <UpdateButton {...common} saved={saved} />}
      <Button variant={(board ?? saved) ? 'secondary' : 'primary'} onClick={() => onOpen('save')}>
        <BookmarkPlus aria-hidden />
        {saved === undefined ? 'Save' : 'Save as new'}
      </Button>
    </>
  );
}
