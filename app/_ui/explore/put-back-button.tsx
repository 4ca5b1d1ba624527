'use client';

import { CornerUpLeft } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { useSaving } from '@/app/_ui/saved-charts/use-saving';
import type { Question } from '@/lib/dashboards/explore/explore-kinds';
import type { Dashboard, DashboardPanel } from '@/lib/model/dashboard';
import type { PanelChart } from '@/lib/model/panel';
import { chartDoc } from './chart-doc';

type Props = { question: Question; chart: PanelChart; workspace: string; board: string; panel: string };

/** Puts the question back in the place on the dashboard that it was taken from. */
export function PutBackButton({ question, chart, workspace, board, panel }: Props) {
  const router = useRouter();
  const { isBusy, fault, run } = useSaving();
  const put = async (): Promise<void> => {
    const path = `/api/dashboards/${board}`;
    const { doc, version } = await callApi<Dashboard>(path, { method: 'GET', workspace });
    const old = doc.panels.find(({ id }) => id === panel);
    if (old?.type !== 'chart')
      throw new Error('This panel is no longer on the dashboard. Add it as a new one instead.');
    const { title, ...asked } = chartDoc(question, chart);
    // A title that nobody wrote here leaves the panel's own.
    const next: DashboardPanel = { ...old, ...asked, title: question.title ? title : old.title };
    const panels = doc.panels.map((one) => (one.id === panel ? next : one));
    const note = `changed "${next.title}" in Explore`.slice(0, 200);
    await callApi(path, { method: 'PUT', workspace, body: { doc: { ...doc, panels }, version, note } });
    router.push(`/dashboards/${board}?workspace=${workspace}`);
  };
  return (
    <>
      <Button variant="primary" aria-busy={isBusy} disabled={isBusy} onClick={() => void run(put)}>
        <CornerUpLeft aria-hidden />
        Put back
      </Button>
      {fault !== null && (
        <p role="alert" className="w-full text-sm text-bad">
          {fault}
        </p>
      )}
    </>
  );
}
