'use client';

import { useCallback, useEffect, useState } from 'react';
import { callApi } from './call-api';

type Polling = { workspace: string; everyMs: number };

/** A door's answer, asked again while the page is on screen. The last answer stays when the door fails; `fault` says why. */
export function usePolled<T>(path: string, initial: T, { workspace, everyMs }: Polling) {
  const [state, setState] = useState<{ value: T; fault: string | null }>({ value: initial, fault: null });
  const set = useCallback((value: T) => setState({ value, fault: null }), []);
  useEffect(() => {
    let isGone = false;
    const ask = async (): Promise<void> => {
      if (document.hidden) return;
      try {
        const value = await callApi<T>(path, { method: 'GET', workspace });
        if (!isGone) setState({ value, fault: null });
      } catch (error) {
        if (!isGone) setState((last) => ({ ...last, fault: error instanceof Error ? error.message : String(error) }));
      }
    };
    const timer = setInterval(() => void ask(), everyMs);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [path, workspace, everyMs]);
  return { ...state, set };
}
