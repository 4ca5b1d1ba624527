'use client';

import { useState, type ReactNode } from 'react';
import { useLiveAnswer, useStillAnswer, type LiveAnswer } from '@/app/_data/live-provider';
import type { Question } from '@/lib/dashboards/explore-kinds';
import type { Answer as AnswerOf } from '@/lib/model/answer';
import type { Problem } from '@/lib/errors/problem';
import { AnswerCard } from './answer-card';

export type AnswerProps = {
  question: Question;
  workspace: string;
  renderedAt: number;
  /** A newer question is being asked. */
  isPending: boolean;
  controls: ReactNode;
  change: (question: Question) => void;
};

/** The answer to a question, live or as it was when it was asked. */
export function Answer(props: AnswerProps) {
  return props.question.isLive ? <Live {...props} /> : <Still {...props} />;
}

const Live = (props: AnswerProps) => <Held {...props} known={useLiveAnswer(props.question.spec)} />;
const Still = (props: AnswerProps) => <Held {...props} known={useStillAnswer(props.question.spec)} />;

export type Shown = {
  question: Question;
  answer: AnswerOf;
  /** Why it is not the answer to what is asked now, or not a new one. */
  problem: Problem | null;
};

/** A question that cannot be answered leaves the last answer on screen, with what is wrong. */
function Held({ known, ...props }: AnswerProps & { known: LiveAnswer }) {
  const { question } = props;
  const [good, setGood] = useState<Pick<Shown, 'question' | 'answer'> | null>(null);
  const { answer, problem } = known;
  if (answer && (good?.answer !== answer || good.question !== question)) setGood({ question, answer });
  const last = answer ? { question, answer } : good;
  return <AnswerCard {...props} shown={last && { ...last, problem }} problem={problem} onRetry={known.retry} />;
}
