import { placesOf } from './correlate/signal';

const unnamed: readonly string[] = ['alertname', 'severity'];

/** An alert in few words: its rule and where it is, or the labels that tell it from others. */
export function alertName(labels: Readonly<Record<string, string>>): string {
  const name = labels.alertname ?? 'Alert';
  const [place] = placesOf({ labels });
  if (place !== undefined) return `${name} at ${place}`;
  const others = Object.entries(labels).filter(([label]) => !unnamed.includes(label));
  if (others.length === 0) return name;
  return `${name} (${others
    .slice(0, 2)
    .map(([label, value]) => `${label} ${value}`)
    .join(', ')})`;
}
