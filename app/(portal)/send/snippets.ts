export type Snippet = { id: string; label: string; code: string };

/** Stands in the examples until a key was made. */
export const keyPlaceholder = 'YOUR_WRITE_KEY';

/** The first event in the ways people send it, ready to be pasted: `url` is the portal's origin, `key` the write key. */
export function snippets(url: string, key: string): Snippet[] {
  return [
    { id: 'curl', label: 'curl', code: curl(url, key) },
    { id: 'node', label: 'Node', code: node(url, key) },
    { id: 'browser', label: 'Browser', code: browser(url, key) },
    { id: 'batch', label: 'Many at once', code: batch(url, key) },
  ];
}

const curl = (url: string, key: string): string => `curl ${url}/api/events \\
  -H 'Authorization: Bearer ${key}' \\
  -H 'Content-Type: application/json' \\
  -d '{"name": "signup", "userId": "u-1", "value": 49, "properties": {"plan": "pro"}}'`;

const node = (url: string, key: string): string => `// Node 18 or later, no package needed
const response = await fetch('${url}/api/events', {
  method: 'POST',
  headers: { authorization: 'Bearer ${key}', 'content-type': 'application/json' },
  body: JSON.stringify({ name: 'signup', userId: 'u-1', value: 49, properties: { plan: 'pro' } }),
});
console.log(response.status, await response.json());`;

const browser = (url: string, key: string): string => `// A write key can only send, so it may stand in a page
fetch('${url}/api/events', {
  method: 'POST',
  keepalive: true, // still sent when the visitor leaves
  headers: { authorization: 'Bearer ${key}', 'content-type': 'application/json' },
  body: JSON.stringify({ name: 'page_view', properties: { path: location.pathname } }),
});`;

const batch = (url: string, key: string): string => `# One JSON object a line, compressed; an id makes a retry safe
gzip -c events.ndjson | curl ${url}/api/events \\
  -H 'Authorization: Bearer ${key}' \\
  -H 'Content-Type: application/x-ndjson' \\
  -H 'Content-Encoding: gzip' \\
  --data-binary @-`;
