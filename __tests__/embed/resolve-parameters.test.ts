import { isAppError } from '@/lib/errors/app-error';
import { resolveParameters, type GivenValues } from '@/lib/embed/resolve-parameters';

const parameters: GivenValues['parameters'] = [
  { name: 'customer', mode: 'locked' },
  { name: 'origin', mode: 'editable' },
  { name: 'internal', mode: 'hidden' },
];
const token = { customer: ['acme'] };

function outcome(input: Partial<GivenValues>): unknown {
  try {
    return resolveParameters({ parameters, given: token, asked: {}, by: 'key', ...input });
  } catch (error) {
    return isAppError(error) ? error.code : error;
  }
}

describe('the values of an embed', () => {
  it.each<[string, Partial<GivenValues>, unknown]>([
    ['are those of the token', {}, { customer: ['acme'] }],
    ['are those of a link', { by: 'share' }, { customer: ['acme'] }],
    ['may be chosen where they are editable', { asked: { origin: ['ATL'] } }, { customer: ['acme'], origin: ['ATL'] }],
    ['may be chosen back to all', { asked: { origin: [] } }, { customer: ['acme'], origin: [] }],
    ['are not the address’s where they are locked', { asked: { customer: ['other'] } }, 'forbidden'],
    ['are not taken away by the address', { asked: { customer: [] } }, 'forbidden'],
    [
      'of the token win over the address',
      { given: { ...token, origin: ['ORD'] }, asked: { origin: ['ATL'] } },
      'forbidden',
    ],
    ['have to be there where they are locked', { given: {} }, 'forbidden'],
    ['may not be everything where they are locked', { given: { customer: [] } }, 'forbidden'],
    ['cannot be set by the address where they are hidden', { asked: { internal: ['x'] } }, 'forbidden'],
    ['cannot be set by the token where they are hidden', { given: { ...token, internal: ['x'] } }, 'forbidden'],
    ['have no others in the address', { asked: { workspace: ['w2'] } }, 'invalid_input'],
    ['have no others in the token', { given: { ...token, workspace: ['w2'] } }, 'invalid_input'],
    [
      'of a member in a session may be chosen',
      { given: {}, asked: { customer: ['b'] }, by: 'session' },
      { customer: ['b'] },
    ],
    ['of a member in a session may be all', { given: {}, by: 'session' }, {}],
    ['do not come from a prototype', { given: {}, parameters: [{ name: 'constructor', mode: 'locked' }] }, 'forbidden'],
  ])('%s', (_, input, expected) => {
    expect(outcome(input)).toEqual(expected);
  });
});
