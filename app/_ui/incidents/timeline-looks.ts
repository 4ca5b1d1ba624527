import {
  AlarmClock,
  ArrowRightLeft,
  BellOff,
  BellRing,
  Check,
  CircleCheck,
  CircleUserRound,
  Flag,
  Merge,
  MessageSquare,
  Pencil,
  RotateCcw,
  Send,
  ShieldHalf,
  Siren,
  Split,
  TrendingUp,
  TriangleAlert,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import { severityLooks } from '@/app/_ui/alerting/severity-looks';
import type { TimelineEntry, TimelineKind } from '@/lib/model/incident';

type Look = { icon: LucideIcon; word: string; text: string };

const bad = 'text-bad';
const good = 'text-good';
const plain = 'text-faint';
const mine = 'text-accent-strong';

/** How a step is drawn, and what it is called where its text does not say it. */
export const timelineLooks: Record<TimelineKind, Look> = {
  opened: { icon: Siren, word: 'Opened', text: bad },
  alert_fired: { icon: TriangleAlert, word: 'Alert fired', text: bad },
  alert_changed: { icon: TrendingUp, word: 'Alert changed', text: plain },
  alert_resolved: { icon: CircleCheck, word: 'Alert resolved', text: good },
  alert_moved: { icon: ArrowRightLeft, word: 'Alert moved', text: plain },
  acknowledged: { icon: Check, word: 'Acknowledged', text: mine },
  unacknowledged: { icon: Undo2, word: 'Acknowledgement taken back', text: plain },
  mitigated: { icon: ShieldHalf, word: 'Mitigated', text: good },
  resolved: { icon: CircleCheck, word: 'Resolved', text: good },
  reopened: { icon: RotateCcw, word: 'Reopened', text: bad },
  assigned: { icon: CircleUserRound, word: 'Owner changed', text: plain },
  severity: { icon: Flag, word: 'Severity changed', text: plain },
  renamed: { icon: Pencil, word: 'Renamed', text: plain },
  comment: { icon: MessageSquare, word: 'Comment', text: mine },
  snoozed: { icon: AlarmClock, word: 'Snoozed', text: plain },
  unsnoozed: { icon: AlarmClock, word: 'Snooze ended', text: plain },
  escalated: { icon: BellRing, word: 'Escalated', text: bad },
  merged: { icon: Merge, word: 'Merged', text: plain },
  split: { icon: Split, word: 'Split', text: plain },
  notified: { icon: Send, word: 'Told', text: plain },
  held_back: { icon: BellOff, word: 'Held back', text: plain },
  delivery_failed: { icon: TriangleAlert, word: 'Could not be delivered', text: bad },
};

const graded: readonly TimelineKind[] = ['opened', 'alert_fired', 'alert_changed', 'severity'];

/** How one step is drawn: what has a severity shows it by its sign. */
export function lookOf({ kind, severity }: Pick<TimelineEntry, 'kind' | 'severity'>): Look {
  const look = timelineLooks[kind];
  if (severity === null || !graded.includes(kind)) return look;
  const { icon, text, word } = severityLooks[severity];
  return { icon, text, word: `${look.word}: ${word.toLowerCase()}` };
}
