import { silenceHref } from '@/app/_ui/incidents/silence-href';
import { parseMatcher } from '@/app/_ui/notifications/matcher-words';

const matchersOf = (labels: Record<string, string>) =>
  new URL(silenceHref({ labels }, 'main'), 'http://portal').searchParams.getAll('matcher').map(parseMatcher);
const is = (name: string, value: string) => ({ name, value, isEqual: true, isRegex: false });

describe('the link to a silence', () => {
  it('matches the alert by its labels, whatever its severity becomes', () => {
    expect(matchersOf({ alertname: 'Orders fail', severity: 'warning', service: 'checkout', region: '' })).toEqual([
      is('alertname', 'Orders fail'),
      is('service', 'checkout'),
    ]);
  });
  it('keeps quotes, backslashes and blanks as they are', () => {
    for (const value of ['say "no"', 'C:\\logs\\', ' a=b & c ', '~x'])
      expect(matchersOf({ service: value })).toEqual([is('service', value)]);
  });
});
