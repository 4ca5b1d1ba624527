const known = new Set<string>();
const mostKnown = 100;

/** Whether the header `Host` names a host. Those that do are remembered: a portal has few names, and hot doors ask twice. */
export function isHost(host: string): boolean {
  if (known.has(host)) return true;
  if (!URL.canParse(`http://${host}/`)) return false;
  if (known.size < mostKnown && host.length < 100) known.add(host);
  return true;
}
