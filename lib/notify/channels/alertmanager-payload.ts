import type { NotifiedAlert, Notification } from '@/lib/model/notification';

type Labels = Record<string, string>;
/** What Go writes for a time that is not set. */
const noTime = '0001-01-01T00:00:00Z';

/**
 * Alertmanager's webhook, version 4, as its documentation has it and as version 0.25 sends it: fields in the same
 * order, names sorted, `endsAt` of a firing alert the zero time, nothing missing when it is empty.
 */
export function renderAlertmanager(message: Notification, maxAlerts: number) {
  const alerts = maxAlerts === 0 ? message.alerts : message.alerts.slice(0, maxAlerts);
  return {
    receiver: message.receiver,
    status: message.status,
    alerts: alerts.map(alertOf),
    groupLabels: sorted(message.groupLabels),
    commonLabels: common(alerts.map(({ labels }) => labels)),
    commonAnnotations: common(alerts.map(({ annotations }) => annotations)),
    externalURL: portalOf(message.incident?.url ?? null),
    version: '4',
    groupKey: message.groupKey,
    truncatedAlerts: message.alerts.length - alerts.length,
  };
}

function alertOf({ status, labels, annotations, startsAt, endsAt, generatorUrl, fingerprint }: NotifiedAlert) {
  return {
    status,
    labels: sorted(labels),
    annotations: sorted(annotations),
    startsAt: goTime(startsAt),
    endsAt: status === 'firing' || endsAt === null ? noTime : goTime(endsAt),
    generatorURL: generatorUrl ?? '',
    fingerprint,
  };
}

/** RFC 3339 as Go writes it: no zeros at the end of the fraction, and no fraction of a whole second. */
const goTime = (at: number) => new Date(at).toISOString().replace(/\.?0+Z$/, 'Z');

const sorted = (labels: Labels): Labels =>
  Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Those that all have, with the same value. */
function common([first = {}, ...rest]: readonly Labels[]): Labels {
  return sorted(
    Object.fromEntries(Object.entries(first).filter(([name, value]) => rest.every((other) => other[name] === value))),
  );
}

/** Where people open the portal, from a link into it. */
function portalOf(url: string | null): string {
  if (url === null) return '';
  const at = url.indexOf('/incidents/');
  return at < 0 ? url : url.slice(0, at);
}
