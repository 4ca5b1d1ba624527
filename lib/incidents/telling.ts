import { tellingLabels } from './correlate/signal';

/** Of the labels of an alert those that correlation looks at: the others would only be stored for nothing. */
export const telling = (labels: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => tellingLabels.includes(name)));
