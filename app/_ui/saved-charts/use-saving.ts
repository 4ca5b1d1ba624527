'use client';

import { useState } from 'react';

/** Runs something that can fail and can be tried again; what went wrong is there to be shown. */
export function useSaving() {
  const [state, setState] = useState<{ isBusy: boolean; fault: string | null }>({ isBusy: false, fault: null });
  const run = async (work: () => Promise<void>): Promise<void> => {
    setState({ isBusy: true, fault: null });
    try {
      await work();
      setState({ isBusy: false, fault: null });
    } catch (error) {
      setState({ isBusy: false, fault: error instanceof Error ? error.message : String(error) });
    }
  };
  return { ...state, run };
}
