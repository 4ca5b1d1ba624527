import dns from 'node:dns';
import { BlockList, isIPv6, type LookupFunction } from 'node:net';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { SendError } from '@/lib/notify/sending/sender';

export type GuardOptions = {
  /** Whether messages may go to this machine and to private networks. */
  isPrivateAllowed: boolean;
  /** Private addresses that may be sent to all the same. */
  allowedAddresses?: string[];
  /** Resolves names; Node's own by default. */
  lookup?: LookupFunction;
  /** Certificates of authorities to trust instead of Node's own, PEM. */
  ca?: string;
};

/** Deprecated forms of IPv4 addresses (RFC 4291, 2.5.5.1) that the agent takes for public ones. */
const compatible = new BlockList();
compatible.addSubnet('::', 96, 'ipv6');
const isCompatible = (address: string) => isIPv6(address) && compatible.check(address, 'ipv6');

/**
 * Agents that look at the address that is really connected to, so neither a name, a redirect nor a changed answer of
 * the name server leads to a private one.
 */
export function guardedAgents({ isPrivateAllowed, allowedAddresses = [], lookup = dns.lookup, ca }: GuardOptions) {
  const checked: LookupFunction = (host, options, done) => {
    lookup(host, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
      if (error === null && !isPrivateAllowed && addresses.some(isCompatible)) done(refused(), '');
      else done(error, found, family);
    });
  };
  const options = {
    keepAlive: false,
    allowPrivateIPAddress: isPrivateAllowed,
    allowMetaIPAddress: isPrivateAllowed,
    allowIPAddressList: allowedAddresses,
    lookup: checked,
  };
  return {
    http: new RequestFilteringHttpAgent(options),
    https: new RequestFilteringHttpsAgent(ca === undefined ? options : { ...options, ca }),
    lookup: checked,
    /** Addresses written out are not looked up. Throws SendError. */
    checkHost(host: string): void {
      if (!isPrivateAllowed && isCompatible(host)) throw refused();
    },
  };
}
export type GuardedAgents = ReturnType<typeof guardedAgents>;

export function refused(): SendError {
  return new SendError(
    'Refused: the address is on this machine or in a private network. Set SIGHTGLASS_ALLOW_PRIVATE_WEBHOOKS=on to allow that.',
    true,
  );
}
