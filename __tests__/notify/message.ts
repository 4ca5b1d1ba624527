import type { NotifiedAlert, Notification } from '@/lib/model/notification';

export const startedAt = Date.UTC(2026, 2, 9, 8, 30);

export const alert = (change: Partial<NotifiedAlert> = {}): NotifiedAlert => ({
  id: 'a1',
  status: 'firing',
  labels: { alertname: 'Checkout fails', service: 'checkout', severity: 'critical' },
  annotations: { summary: 'Payments are refused', runbook_url: 'https://runbooks.example/checkout' },
  startsAt: startedAt,
  endsAt: null,
  value: 12,
  because: '12 is above 5, for 2 min',
  fingerprint: '62d84f5237cf4ce6',
  ruleId: 'r1',
  generatorUrl: 'https://portal.example/alerts/r1?workspace=shop',
  ...change,
});

/** A message about incident 12 with one alert of a rule of this portal. */
export const message = (change: Partial<Notification> = {}): Notification => ({
  workspace: { id: 'w', name: 'Shop' },
  occasion: 'new',
  policy: 'everything',
  receiver: 'on call',
  status: 'firing',
  groupKey: 'incident:i1',
  groupLabels: {},
  incident: {
    id: 'i1',
    number: 12,
    title: 'Checkout fails',
    severity: 'critical',
    status: 'triage',
    url: 'https://portal.example/incidents/i1?workspace=shop',
  },
  alerts: [alert()],
  chartSvg: null,
  at: startedAt + 60_000,
  ...change,
});

export const resolved = (change: Partial<Notification> = {}): Notification =>
  message({
    occasion: 'resolved',
    status: 'resolved',
    alerts: [alert({ status: 'resolved', endsAt: startedAt + 600_000 })],
    ...change,
  });

export const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60" viewBox="0 0 200 60" font-family="ui-sans-serif, system-ui, sans-serif" font-size="11"><text x="10" y="30">Orders 12,345</text></svg>';
