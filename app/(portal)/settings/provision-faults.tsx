import { Notice } from '@/app/_ui/kit/notice';
import type { PortalReport } from '@/lib/http/portal-report';

/** What is wrong with the files that dashboards come from; nothing when all is well. */
export function ProvisionFaults({ provision }: Pick<PortalReport, 'provision'>) {
  if (provision === null || provision.faults.length === 0) return null;
  return (
    <Notice tone="bad" title="Some dashboards from files are not up to date">
      <ul className="grid gap-1">
        {provision.faults.map(({ file, reason }) => (
          <li key={`${file} ${reason}`} className="break-words">
            {file !== '' && <code className="font-mono text-xs">{file}: </code>}
            {reason}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
