import {
  BellOff,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  Hourglass,
  Siren,
  type LucideIcon,
} from 'lucide-react';
import { Badge, type Tone } from '@/app/_ui/kit/badge';
import { alertStatusWords, ruleStatus, statusText, type RuleStatus } from '@/lib/alerts/rule-status';
import type { AlertStatus } from '@/lib/model/alert-state';
import type { RuleSummary } from '@/lib/model/rule';

const looks: Record<RuleStatus, { icon: LucideIcon; tone: Tone }> = {
  firing: { icon: Siren, tone: 'bad' },
  error: { icon: CircleAlert, tone: 'bad' },
  no_data: { icon: CircleHelp, tone: 'warn' },
  pending: { icon: Hourglass, tone: 'warn' },
  quiet: { icon: CircleCheck, tone: 'good' },
  new: { icon: CircleDashed, tone: 'neutral' },
  off: { icon: BellOff, tone: 'neutral' },
};

/** Where a rule stands, with a mark of its own beside the colour. */
export function RuleBadge({ rule }: { rule: RuleSummary }) {
  const { icon: Icon, tone } = looks[ruleStatus(rule)];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {statusText(rule)}
    </Badge>
  );
}

const ofSeries: Record<AlertStatus, RuleStatus> = {
  firing: 'firing',
  recovering: 'firing',
  error: 'error',
  no_data: 'no_data',
  pending: 'pending',
  inactive: 'quiet',
  resolved: 'quiet',
};

export function SeriesBadge({ status }: { status: AlertStatus }) {
  const { icon: Icon, tone } = looks[ofSeries[status]];
  return (
    <Badge tone={status === 'recovering' ? 'warn' : tone}>
      <Icon aria-hidden />
      {alertStatusWords[status]}
    </Badge>
  );
}
