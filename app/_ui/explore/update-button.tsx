'use client';

import { Check, Save } from 'lucide-react';
import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { useSaving } from '@/app/_ui/saved-charts/use-saving';
import type { Question } from '@/lib/dashboards/explore/explore-kinds';
import type { PanelChart } from '@/lib/model/panel';
import type { SavedChart } from '@/lib/model/saved-chart';
import { chartDoc } from './chart-doc';

type Props = { question: Question; chart: PanelChart; workspace: string; saved: string };

/** Saves the question over the chart that it was opened from; its description stays. */
export function UpdateButton({ question, chart, workspace, saved }: Props) {
  const [kept, setKept] = useState<Question | null>(null);
  const { isBusy, fault, run } = useSaving();
  const isKept = kept === question;
  const update = async (): Promise<void> => {
    const path = `/api/charts/${saved}`;
    const { doc } = await callApi<SavedChart>(path, { method: 'GET', workspace });
    const { spark: _, filterField: __, ...rest } = doc;
    const { title, ...asked } = chartDoc(question, chart);
    const body = { ...rest, ...asked, title: question.title ? title : doc.title };
    await callApi(path, { method: 'PUT', workspace, body });
    setKept(question);
  };
  return (
    <>
      <Button variant="primary" aria-busy={isBusy} disabled={isBusy || isKept} onClick={() => void run(update)}>
        {isKept ? <Check aria-hidden /> : <Save aria-hidden />}
        <span aria-live="polite">{isKept ? 'Saved' : 'Save the chart'}</span>
      </Button>
      {fault !== null && (
        <p role="alert" className="w-full text-sm text-bad">
          {fault}
        </p>
      )}
    </>
  );
}
