import { isAppError } from '@/lib/errors/app-error';
import { view } from './chart';

/** The faults that an address is refused for, as `parameter: reason`. */
function faultsOf(search: string, variables: string[] = []): string[] {
  try {
    view(search, 'UTC', variables);
  } catch (error) {
    if (isAppError(error) && error.status === 400) return error.fields.map(({ path, reason }) => `${path}: ${reason}`);
    throw error;
  }
  return [];
}

describe('the parameters of a chart by URL', () => {
  it('are all optional', () => {
    expect(view()).toEqual({
      look: { width: 800, height: 400, theme: 'light', scale: 1, locale: 'en' },
      filters: [],
      variables: {},
    });
  });

  it.each([
    ['width=100&height=60', { look: { width: 100, height: 60 } }],
    ['width=2000&height=2000', { look: { width: 2000, height: 2000 } }],
    ['theme=dark&background=transparent', { look: { theme: 'dark', background: 'transparent' } }],
    ['background=%23FFF', { look: { background: '#fff' } }],
    ['background=0b1620', { look: { background: '#0b1620' } }],
    ['scale=2', { look: { scale: 2 } }],
    ['locale=pt-br', { look: { locale: 'pt-BR' } }],
    ['range=7d', { range: { last: '7d' } }],
    ['range=yesterday', { range: { last: 'yesterday' } }],
    ['from=now-6h&to=now', { range: { last: '6h' } }],
    ['from=2026-05-01&to=2026-05-02', { range: { from: '2026-05-01T00:00:00.000Z', to: '2026-05-02T00:00:00.000Z' } }],
    [
      'from=2026-05-01&to=2026-05-02&timezone=Europe/Berlin',
      { range: { from: '2026-04-30T22:00:00.000Z', to: '2026-05-01T22:00:00.000Z' }, timezone: 'Europe/Berlin' },
    ],
    [
      'filter=properties.plan:=:pro&filter=value:>:5',
      {
        filters: [
          ['properties.plan', '=', 'pro'],
          ['value', '>', 5],
        ],
      },
    ],
    ['workspace=main&v=3', {}],
    ['width=&range=', {}],
  ])('%s is read', (search, part) => {
    expect(view(search)).toMatchObject(part);
  });

  it('give values to the variables that the chart has', () => {
    expect(view('var-origin=ATL&var-origin=ORD&var-carrier=$__all', 'UTC', ['origin', 'carrier']).variables).toEqual({
      origin: ['ATL', 'ORD'],
      carrier: [],
    });
  });

  it.each([
    ['width=99', 'width: Use a whole number from 100 to 2000.'],
    ['width=2001', 'width: Use a whole number from 100 to 2000.'],
    ['height=59', 'height: Use a whole number from 60 to 2000.'],
    ['height=1e3', 'height: Use a whole number from 60 to 2000.'],
    ['width=640.5', 'width: Use a whole number from 100 to 2000.'],
    ['theme=blue', 'theme: Use light or dark.'],
    ['background=url(x)', 'background: Use transparent or a colour such as ffffff.'],
    ['background="><script>', 'background: Use transparent or a colour such as ffffff.'],
    ['scale=3', 'scale: Use 1 or 2.'],
    ['locale=xx_yy', 'locale: Use a language tag such as en, de or pt-BR.'],
    ['range=forever', 'range: Use a form like 15m, 1h, 24h, 7d, 30d, today, yesterday, week or month.'],
    ['range=7d&from=now-1h', 'range: Give either range or from and to.'],
    ['from=2026-05-02&to=2026-05-01', 'to: The end must be after the start.'],
    ['timezone=Mars/Base', 'timezone: Use an IANA timezone such as Europe/Berlin.'],
    ['timezone=%2B02:00', 'timezone: Use an IANA timezone such as Europe/Berlin.'],
    ['filter=nonsense', 'filter: It has no operator; write field:operator:value with one of'],
    ['width=300&width=400', 'width: given more than once'],
    ['widht=300', 'widht: There is no such parameter; there are width, height, theme'],
    ['var-plan=pro', 'var-plan: This chart has no such variable; it has var-origin.'],
    [`filter=properties.a:=:${'x'.repeat(3_000)}`, 'filter: longer than 2000 characters'],
  ])('%s is refused', (search, fault) => {
    expect(faultsOf(search, ['origin']).join('\n')).toContain(fault);
  });

  it('are refused all at once', () => {
    expect(faultsOf('width=1&theme=x&range=y')).toHaveLength(3);
  });

  it('make one question of all requests of a minute, where a range moves with the clock', () => {
    expect(view('from=now-2h&to=now-1h').range).toEqual({
      from: '2026-11-28T10:00:00.000Z',
      to: '2026-11-28T11:00:00.000Z',
    });
  });
});
