/** Whether a page of `origin` may talk to an embed that these sites may frame, matched as `frame-ancestors` does. */
export function allowsOrigin(sites: readonly string[], origin: string, own: string): boolean {
  return origin === own || sites.some((site) => site === '*' || matches(site, origin));
}

function matches(site: string, origin: string): boolean {
  const [wanted, given] = [partsOf(site), partsOf(origin)];
  if (!wanted || !given || wanted.scheme !== given.scheme) return false;
  if (wanted.port !== '*' && wanted.port !== given.port) return false;
  return wanted.host.startsWith('*.') ? given.host.endsWith(wanted.host.slice(1)) : wanted.host === given.host;
}

const defaultPorts: Record<string, string> = { http: '80', https: '443' };

function partsOf(text: string): { scheme: string; host: string; port: string } | null {
  const [, scheme, host, port] = /^(https?):\/\/([a-z0-9.*-]+)(?::(\d+|\*))?$/.exec(text.toLowerCase()) ?? [];
  if (scheme === undefined || host === undefined) return null;
  return { scheme, host, port: port ?? defaultPorts[scheme] ?? '' };
}
