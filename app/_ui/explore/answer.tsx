'use client';

import { useState } from 'react';
import { useLiveAnswer, useStillAnswer, type LiveAnswer } from '@/app/_data/live-provider';
import { AnswerCard } from './answer-card';
import type { AnswerProps, Shown } from './answer-props';

/** The answer to a question, live or as it was when it was asked. */
export function Answer(props: AnswerProps) {
  return props.question.isLive ? <Live {...props} /> : <Still {...props} />;
}

const Live = (props: AnswerProps) => <Held {...props} known={useLiveAnswer(props.question.spec)} />;
const Still = (props: AnswerProps) => <Held {...props} known={useStillAnswer(props.question.spec)} />;

/** A question that cannot be answered leaves the last answer on screen, with what is wrong. */
function Held({ known, ...props }: AnswerProps & { known: LiveAnswer }) {
  const { question } = props;
  const [good, setGood] = useState<Pick<Shown, 'question' | 'answer'> | null>(null);
  const { answer, problem } = known;
  if (answer && (good?.answer !== answer || good.question !== question)) setGood({ question, answer });
  const last = answer ? { question, answer } : good;
  return <AnswerCard {...props} shown={last && { ...last, problem }} problem={problem} onRetry={known.retry} />;
}
