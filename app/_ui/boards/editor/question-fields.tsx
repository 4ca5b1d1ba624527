'use client';

import { fittingCharts } from '@/lib/chart/fitting-charts';
import { Compass } from 'lucide-react';
import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { CallFailure } from '@/app/_ui/http/call-failure';
import { buttonClass } from '@/app/_ui/kit/button';
import { Field } from '@/app/_ui/kit/field';
import { Textarea } from '@/app/_ui/kit/textarea';
import { specWords } from '@/lib/dashboards/view/spec-words';
import { exploreHref } from '@/lib/dashboards/explore/explore-link';
import type { Answer } from '@/lib/model/answer';
import type { ChartPanel } from '@/lib/model/dashboard';
import { FaultList } from '../fault-list';

export type Question = {
  text: string;
  setText: (text: string) => void;
  failure: Error | null;
  isBusy: boolean;
  /** The panel with its question as it is written, or null when that cannot be asked; `failure` then says why. */
  check: () => Promise<ChartPanel | null>;
};

/** The question of a panel as text. It is checked by asking it, so its faults are the portal's own words. */
export function useQuestion(panel: ChartPanel, workspace: string): Question {
  const written = JSON.stringify(panel.spec, null, 2);
  const [text, setText] = useState(written);
  const [failure, setFailure] = useState<Error | null>(null);
  const [isBusy, setBusy] = useState(false);
  const check = async (): Promise<ChartPanel | null> => {
    setFailure(null);
    if (text.trim() === written) return panel;
    setBusy(true);
    try {
      const body: unknown = JSON.parse(text);
      const { query } = await callApi<Answer>('/api/query', { method: 'POST', workspace, body });
      const fit = fittingCharts(query.kind);
      const { spark: _spark, ...rest } = panel;
      const kept = query.kind === panel.spec.kind ? panel : rest;
      return { ...kept, spec: query, chart: fit.includes(panel.chart) ? panel.chart : (fit[0] ?? 'table') };
    } catch (error) {
      setFailure(inWords(error));
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { text, setText, failure, isBusy, check };
}

function inWords(error: unknown): Error {
  if (error instanceof CallFailure) return error;
  if (error instanceof SyntaxError) return new Error(`This is not JSON: ${error.message}.`);
  return error instanceof Error ? error : new Error(String(error));
}

type Props = { panel: ChartPanel; question: Question; workspace: string; boardId: string };

export function QuestionFields({ panel, question, workspace, boardId }: Props) {
  const back = `&board=${encodeURIComponent(boardId)}&panel=${encodeURIComponent(panel.id)}`;
  return (
    <section className="grid gap-2 border-t border-line pt-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm">
          <span className="font-medium">Question</span>{' '}
          <span className="text-muted">{specWords[panel.spec.kind].toLowerCase()}</span>
        </p>
        <a href={`${exploreHref({ workspace, ...panel })}${back}`} className={buttonClass({ size: 'sm' })}>
          <Compass aria-hidden />
          Open in Explore
        </a>
      </div>
      <details {...(question.failure && { open: true })}>
        <summary className="inline-flex rounded-sm text-sm text-muted underline-offset-2 hover:underline">
          Edit as JSON
        </summary>
        <div className="mt-2">
          <Field label="Question as JSON" htmlFor="panel-json">
            <Textarea
              id="panel-json"
              rows={12}
              spellCheck={false}
              className="font-mono text-xs"
              aria-invalid={question.failure !== null}
              value={question.text}
              onChange={(event) => question.setText(event.target.value)}
            />
          </Field>
          {question.failure && <FaultList failure={question.failure} />}
        </div>
      </details>
    </section>
  );
}
