import type { RuleDocInput } from '@/lib/model/rule';

/** What the portal asks about itself in its system workspace. People may change these rules and switch them off. */
export const metaRules: Record<string, RuleDocInput> = {
  'evaluation-lag': {
    name: 'Rules are evaluated late',
    description:
      'Rules had to wait for longer than 30 seconds: alerts come late. The engine is slow, or there are more rules than it can answer.',
    spec: {
      kind: 'total',
      measures: [{ agg: 'max', of: 'value', event: 'portal.evaluation', label: 'Longest wait, ms' }],
      range: { last: '5m' },
    },
    condition: {
      type: 'threshold',
      operator: '>',
      levels: [
        { severity: 'critical', value: 300_000, recovery: 30_000 },
        { severity: 'warning', value: 30_000, recovery: 10_000 },
      ],
    },
    for: '2m',
    onError: 'notify_once',
    annotations: { summary: 'Alert rules are evaluated more than 30 seconds late' },
  },
  'delivery-failures': {
    name: 'Notifications are not delivered',
    description: 'Messages were given up in the last 15 minutes. They are kept and can be sent again.',
    spec: {
      kind: 'breakdown',
      measures: [{ agg: 'count', event: 'portal.delivery', label: 'Messages given up' }],
      where: [['properties.result', '=', 'dead']],
      by: ['properties.kind'],
      range: { last: '15m' },
    },
    condition: { type: 'threshold', operator: '>=', levels: [{ severity: 'critical', value: 1 }] },
    annotations: { summary: 'Notifications could not be delivered to a channel' },
  },
};
