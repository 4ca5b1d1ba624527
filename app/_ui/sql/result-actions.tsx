'use client';

import { BookmarkPlus, Download, LayoutDashboard } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { takeAway } from '@/app/_ui/explore/take-away';
import { Button, buttonClass } from '@/app/_ui/kit/button';
import { choiceClass } from '@/app/_ui/kit/disclosure';
import { Popover } from '@/app/_ui/kit/popover';
import type { Answer, SqlData } from '@/lib/model/answer';
import type { PanelChart } from '@/lib/model/panel';
import type { SavedChartDoc } from '@/lib/model/saved-chart';

const SaveDialog = lazy(() =>
  import('@/app/_ui/saved-charts/save-dialog').then((module) => ({ default: module.SaveDialog })),
);
const DashboardDialog = lazy(() =>
  import('@/app/_ui/saved-charts/dashboard-dialog').then((module) => ({ default: module.DashboardDialog })),
);

type Props = { answer: Answer<SqlData>; chart: PanelChart; workspace: string; canSave: boolean };

const title = 'SQL result';

/** Takes the result away as a file, or keeps its statement as a chart. */
export function ResultActions({ answer, chart, workspace, canSave }: Props) {
  const [open, setOpen] = useState<'save' | 'dashboard' | null>(null);
  const asked: SavedChartDoc = { title, chart, unit: 'number', spec: answer.query };
  const dialog = { asked, workspace, onClose: () => setOpen(null) };
  return (
    <>
      <DownloadMenu answer={answer} chart={chart} />
      {canSave && (
        <>
          <Button size="sm" onClick={() => setOpen('save')}>
            <BookmarkPlus aria-hidden />
            Save as chart
          </Button>
          <Button size="sm" onClick={() => setOpen('dashboard')}>
            <LayoutDashboard aria-hidden />
            Add to dashboard
          </Button>
        </>
      )}
      <Suspense fallback={null}>
        {open === 'save' && <SaveDialog {...dialog} />}
        {open === 'dashboard' && <DashboardDialog {...dialog} isLive={false} />}
      </Suspense>
    </>
  );
}

const forms = ['csv', 'json', 'png'] as const;

function DownloadMenu({ answer, chart }: Pick<Props, 'answer' | 'chart'>) {
  const [fault, setFault] = useState<string | null>(null);
  const { timezone } = answer.query;
  const take = async (form: (typeof forms)[number]): Promise<void> =>
    setFault(await takeAway(form, { answer, chart, unit: 'number', timezone, title }));
  return (
    <Popover
      title="Download"
      buttonClass={buttonClass({ size: 'sm' })}
      panelClass="w-44"
      label={
        <>
          <Download aria-hidden />
          Download
        </>
      }
    >
      {() => (
        <ul>
          {forms.map((form) => (
            <li key={form}>
              <button type="button" className={choiceClass} onClick={() => void take(form)}>
                {form.toUpperCase()}
              </button>
            </li>
          ))}
          {fault !== null && (
            <li role="alert" className="px-2.5 py-1 text-xs text-bad">
              {fault}
            </li>
          )}
        </ul>
      )}
    </Popover>
  );
}
