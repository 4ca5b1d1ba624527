import { Notice } from '@/app/_ui/kit/notice';
import type { ViewFault } from '@/lib/dashboards/view/view-state';

/** What in the address could not be used; the rest of it holds. */
export function ViewFaults({ faults }: { faults: readonly ViewFault[] }) {
  if (faults.length === 0) return null;
  return (
    <Notice tone="warn" title="Part of this address could not be used" className="mt-3">
      <ul>
        {faults.map(({ param, value, reason }, index) => (
          <li key={index}>
            <code className="font-mono text-xs break-all">
              {param}={value}
            </code>
            {': '}
            {reason}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
