import type { Alert } from '@/lib/model/incident';

/**
 * Where a silence begins that matches this alert: by its name, and by each other label that says what it is about. The severity
 * is left out, as an alert that gets worse is still the same.
 */
export function silenceHref({ labels }: Pick<Alert, 'labels'>, workspace: string): string {
  const search = new URLSearchParams({ workspace });
  for (const [name, value] of Object.entries(labels)) {
    if (name !== 'severity' && value !== '') search.append('matcher', `${name}=${quoted(value)}`);
  }
  return `/notifications/silences?${search.toString()}`;
}

const quoted = (value: string): string => `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
