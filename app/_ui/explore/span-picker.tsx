'use client';

import { parseDuration } from '@/lib/time/duration';
import { ChoicePicker } from './choice-picker';
import { segmentClass } from './token';

type Props = { title: string; span: string; offered: readonly string[]; onChoose: (span: string) => void };

const unitWords = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' } as const;

export function spanWords(span: string): string {
  const duration = parseDuration(span);
  if (!duration) return span;
  return `${duration.count} ${unitWords[duration.unit]}${duration.count === 1 ? '' : 's'}`;
}

/** A length of time out of the usual ones, and the one that is set. */
export function SpanPicker({ title, span, offered, onChoose }: Props) {
  const spans = offered.includes(span) ? offered : [span, ...offered];
  return (
    <ChoicePicker
      title={title}
      label={<span className="font-medium">{spanWords(span)}</span>}
      buttonClass={segmentClass}
      choices={spans.map((value) => ({ value, label: spanWords(value) }))}
      chosen={span}
      onChoose={onChoose}
    />
  );
}
