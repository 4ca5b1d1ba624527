'use client';

import type { Question, QuestionOrigin } from '@/lib/dashboards/explore-kinds';
import { questionWords } from '@/lib/dashboards/explore-words';
import type { PanelChart } from '@/lib/model/panel';

export type HeaderProps = {
  question: Question;
  chart: PanelChart;
  origin: QuestionOrigin;
  workspace: string;
  change: (question: Question, typing?: string) => void;
  canSave: boolean;
};

/** What the question is called, and what can be done with it. */
export function ExploreHeader({ question }: HeaderProps) {
  return (
    <header className="mb-3 flex flex-wrap items-center gap-2">
      <h1 className="min-w-0 flex-1 truncate text-lg font-semibold tracking-tight">
        {question.title ?? questionWords(question.spec)}
      </h1>
    </header>
  );
}
