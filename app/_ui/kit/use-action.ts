import { useState } from 'react';

/** What somebody asked for and may fail: whether it is under way and what went wrong. `run` resolves to whether it was done. */
export function useAction() {
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const run = async (action: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setFault(null);
    try {
      await action();
      return true;
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, fault, run };
}
