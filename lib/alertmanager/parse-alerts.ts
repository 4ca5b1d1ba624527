import { labelNameSchema } from '@/lib/model/matcher';
import { isObject, parseTime, unparsable } from './parse-body';
import { unfit } from './am-error';

/** An alert as clients post it. Times are Unix ms; null where the client left them open. */
export type PostedAlert = {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  startsAt: number | null;
  endsAt: number | null;
  generatorUrl: string | null;
};
export type Posted = { alerts: PostedAlert[]; faults: string[] };

const what = 'alerts';
/** One that says more than this is cut off by nobody's screen but ours. */
const mostLabels = 64;
const longest = 4_096;
/** Prometheus sends 256 at once. */
const mostAlerts = 2_000;

/**
 * Reads what was posted. A body that cannot be read at all throws AmError; of single alerts the good ones are kept and the
 * faults of the others told, as Alertmanager does.
 */
export function parseAlerts(body: unknown): Posted {
  if (!Array.isArray(body))
    throw unparsable(what, `json: cannot unmarshal ${kindOf(body)} into Go value of type models.PostableAlerts`);
  if (body.length > mostAlerts) throw unfit(413, `more than ${mostAlerts} alerts in one request`);
  const read = body.map(readAlert);
  const posted: Posted = { alerts: [], faults: [] };
  for (const alert of read) {
    const fault = faultOf(alert);
    if (fault === null) posted.alerts.push(alert);
    else posted.faults.push(fault);
  }
  return posted;
}

function readAlert(value: unknown, index: number): PostedAlert {
  if (!isObject(value))
    throw unparsable(what, `json: cannot unmarshal ${kindOf(value)} into Go value of type models.PostableAlert`);
  if (value.labels === undefined || value.labels === null) throw unfit(602, `${index}.labels in body is required`);
  const url = value.generatorURL;
  return {
    labels: withoutEmpty(readTexts(value.labels, 'labels')),
    annotations: withoutEmpty(readTexts(value.annotations ?? {}, 'annotations')),
    startsAt: parseTime(value.startsAt, what),
    endsAt: parseTime(value.endsAt, what),
    generatorUrl: typeof url === 'string' && /^https?:\/\//.test(url) ? url.slice(0, longest) : null,
  };
}

function readTexts(value: unknown, field: string): Record<string, string> {
  if (!isObject(value) || Object.values(value).some((text) => typeof text !== 'string'))
    throw unparsable(
      what,
      `json: cannot unmarshal ${kindOf(value)} into Go struct field PostableAlert.${field} of type string`,
    );
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text).slice(0, longest)]));
}

const withoutEmpty = (texts: Record<string, string>) =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));

function faultOf({ labels, annotations, startsAt, endsAt }: PostedAlert): string | null {
  const names = Object.keys(labels);
  if (names.length === 0) return 'at least one label pair required';
  if (names.length > mostLabels) return `invalid label set: more than ${mostLabels} labels`;
  const bad = names.find((name) => !labelNameSchema.safeParse(name).success);
  if (bad !== undefined) return `invalid label set: invalid name ${JSON.stringify(bad)}`;
  const badNote = Object.keys(annotations).find((name) => !labelNameSchema.safeParse(name).success);
  if (badNote !== undefined) return `invalid annotations: invalid name ${JSON.stringify(badNote)}`;
  const unfitText = Object.entries({ ...labels, ...annotations }).find(([, text]) => !isStorable(text));
  if (unfitText !== undefined)
    return `invalid value of ${JSON.stringify(unfitText[0])}: not valid UTF-8 or with a zero byte`;
  if (startsAt !== null && endsAt !== null && endsAt < startsAt) return 'start time must be before end time';
  return null;
}

const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return value === null ? 'null' : typeof value === 'boolean' ? 'bool' : typeof value;
}
