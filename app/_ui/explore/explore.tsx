'use client';

import { useQuery } from '@tanstack/react-query';
import { Suspense, useDeferredValue, useRef, useState } from 'react';
import { panelQuery } from '@/app/_data/panel-query';
import { Card } from '@/app/_ui/kit/card';
import { PendingBar } from '@/app/_ui/view/pending-bar';
import { askAs } from '@/lib/dashboards/explore/ask-as';
import { questionHref } from '@/lib/dashboards/explore/explore-href';
import type { ExploreKind, ExploreSpec, Question, QuestionOrigin } from '@/lib/dashboards/explore/explore-kinds';
import { fittingCharts } from '@/lib/chart/fitting-charts';
import type { FieldError } from '@/lib/errors/app-error';
import { AnswerSkeleton } from './answer-skeleton';
import { Answer } from './answer';
import { Builder } from './builder';
import { ExploreHeader } from './explore-header';
import { KindTabs } from './kind-tabs';
import { useExploreKeys } from './use-explore-keys';
import { useQuestion } from './use-question';
import { ViewControls } from './view-controls';

export type ExploreProps = {
  initial: Question;
  initialSearch: string;
  origin: QuestionOrigin;
  workspace: string;
  timezone: string;
  renderedAt: number;
  /** The answer was not there by the prefetch's deadline and is still on its way. */
  isWaiting: boolean;
  /** The most frequent events, for questions that nobody has asked yet. */
  events: readonly string[];
  canSave: boolean;
};

/** Builds a question and shows its answer; both are in the address. */
export function Explore(props: ExploreProps) {
  const { workspace, timezone, renderedAt, isWaiting, events, origin } = props;
  const { question, change } = useQuestion(props);
  // The builder follows at once; the old answer stays until the new one is there.
  const shown = useDeferredValue(question);
  const faults = useFaults(workspace, question.spec);
  const kinds = useKinds(question, events);
  const chart = chartOf(question);
  const setSpec = (spec: ExploreSpec, typing?: string): void => change({ ...question, spec }, typing);
  const setKind = (kind: ExploreKind): void => change(kinds.askedAs(kind));
  useExploreKeys(question, change);
  return (
    <>
      {shown !== question && <PendingBar />}
      <ExploreHeader {...{ question, chart, origin, workspace, change }} canSave={props.canSave} />
      <KindTabs
        kind={question.spec.kind}
        hrefOf={(kind) => questionHref({ workspace, origin, question: kinds.freshAs(kind) })}
        onChoose={setKind}
      />
      <Card className="mt-2">
        <Builder spec={question.spec} onChange={setSpec} faults={faults} />
      </Card>
      <div className="mt-3">
        <Boundary isWaiting={isWaiting}>
          <Answer
            question={shown}
            {...{ workspace, renderedAt, change }}
            isPending={shown !== question}
            controls={
              <ViewControls
                {...{ question, chart, faults }}
                charts={fittingCharts(question.spec.kind)}
                home={timezone}
                onChange={change}
              />
            }
          />
        </Boundary>
      </div>
    </>
  );
}

/** Only an answer that waits gets a boundary; a large one would send its content hidden, for scripts to show. */
function Boundary({ isWaiting, children }: { isWaiting: boolean; children: React.ReactNode }) {
  if (!isWaiting) return children;
  return <Suspense fallback={<AnswerSkeleton />}>{children}</Suspense>;
}

const chartOf = ({ spec, chart }: Question) => chart ?? fittingCharts(spec.kind)[0] ?? 'table';

/** What the portal found wrong with the question, by the path of each part. */
function useFaults(workspace: string, spec: ExploreSpec): readonly FieldError[] {
  const { data } = useQuery({ ...panelQuery(workspace, spec), enabled: false });
  const { problem = null } = data ?? {};
  if (problem?.code !== 'invalid_input' && problem?.code !== 'query_rejected') return [];
  return problem.errors ?? [];
}

/** The question in other kinds; what each kind had of its own is taken up again when it is chosen again. */
function useKinds(question: Question, events: readonly string[]) {
  const earlier = useRef(new Map<ExploreKind, ExploreSpec>());
  const [hints] = useState({ events });
  const as = (kind: ExploreKind, before?: ExploreSpec): Question => ({
    spec: askAs(question.spec, { kind, hints, earlier: before }),
    title: question.title,
    isLive: question.isLive,
    unit: question.unit,
    ...(kind === question.spec.kind && { chart: question.chart }),
  });
  return {
    freshAs: (kind: ExploreKind) => as(kind),
    askedAs: (kind: ExploreKind) => {
      earlier.current.set(question.spec.kind, question.spec);
      return as(kind, earlier.current.get(kind));
    },
  };
}
