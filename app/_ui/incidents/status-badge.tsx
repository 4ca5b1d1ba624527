import { Badge } from '@/app/_ui/kit/badge';
import type { IncidentStatus } from '@/lib/model/incident';
import { statusLooks } from './incident-words';

export function StatusBadge({ status }: { status: IncidentStatus }) {
  const { word, icon: Icon, tone } = statusLooks[status];
  return (
    <Badge tone={tone} data-status={status}>
      <Icon aria-hidden strokeWidth={2.2} />
      {word}
    </Badge>
  );
}
