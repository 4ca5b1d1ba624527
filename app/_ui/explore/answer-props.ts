import type { ReactNode } from 'react';
import type { Question } from '@/lib/dashboards/explore/explore-kinds';
import type { Problem } from '@/lib/errors/problem';
import type { Answer } from '@/lib/model/answer';

export type AnswerProps = {
  question: Question;
  workspace: string;
  renderedAt: number;
  /** A newer question is being asked. */
  isPending: boolean;
  controls: ReactNode;
  change: (question: Question) => void;
};

export type Shown = {
  question: Question;
  answer: Answer;
  /** Why it is not the answer to what is asked now, or not a new one. */
  problem: Problem | null;
};
