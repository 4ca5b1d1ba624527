'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useRef, useState } from 'react';
import { questionHref, readOwnHref } from '@/lib/dashboards/explore/explore-href';
import type { Question, QuestionOrigin } from '@/lib/dashboards/explore/explore-kinds';

export type QuestionSource = {
  workspace: string;
  /** The question that the server read from the address, and that address's parameters. */
  initial: Question;
  initialSearch: string;
  origin: QuestionOrigin;
};

/** Letters typed into one field within this time are one step back. */
const sameStepMs = 5_000;

/**
 * The question, which is the address. Each change is a step in the browser's history at once, without asking the server for
 * the page; going back, and links to other questions, change it here.
 */
export function useQuestion({ workspace, initial, initialSearch, origin }: QuestionSource) {
  const search = useSearchParams().toString();
  const [state, setState] = useState<State>(() => ({
    question: search === initialSearch ? initial : (readOwnHref(search) ?? initial),
    seen: search,
    written: [],
  }));
  const step = useRef<{ typing: string | undefined; at: number }>({ typing: undefined, at: 0 });
  const next = arrived(state, search);
  if (next !== state) {
    const isOwn = next.question !== null;
    const read = search === initialSearch ? initial : (readOwnHref(search) ?? initial);
    setState(isOwn ? next : { question: read, seen: search, written: [] });
  }
  const change = useCallback(
    (question: Question, typing?: string): void => {
      const href = questionHref({ workspace, question, origin });
      const written = new URL(href, window.location.origin).searchParams.toString();
      const now = performance.now();
      const isSameStep = typing !== undefined && step.current.typing === typing && now - step.current.at < sameStepMs;
      step.current = { typing, at: now };
      setState((last) => ({ ...last, question, written: [...last.written, written] }));
      window.history[isSameStep ? 'replaceState' : 'pushState'](null, '', href);
    },
    [workspace, origin],
  );
  return { question: state.question, change };
}

type State = {
  question: Question;
  /** The address as this component last saw it. */
  seen: string;
  /** Addresses that it wrote and has not seen yet: Next tells of them a moment later. */
  written: string[];
};

/** What a newly seen address means: nothing, one that was written here, or one from elsewhere (`question: null`). */
function arrived(state: State, search: string): State | { question: null } {
  if (search === state.seen) return state;
  const at = state.written.indexOf(search);
  if (at < 0) return { question: null };
  return { ...state, seen: search, written: state.written.slice(at + 1) };
}
