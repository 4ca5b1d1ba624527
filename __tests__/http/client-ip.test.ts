import { clientIp } from '@/lib/http/client-ip';

describe('the address of a caller', () => {
  it.each([
    ['believes nobody by default', '10.0.0.1', '1.1.1.1', 0, '10.0.0.1'],
    ['takes what the one trusted proxy wrote', '10.0.0.1', '6.6.6.6, 1.1.1.1', 1, '1.1.1.1'],
    ['goes back as many hops as are trusted', '10.0.0.1', '6.6.6.6, 1.1.1.1, 10.0.0.2', 2, '1.1.1.1'],
    ['takes the leftmost when there are fewer hops than trusted', '10.0.0.1', '1.1.1.1', 3, '1.1.1.1'],
    ['falls back to the socket without the header', '10.0.0.1', undefined, 1, '10.0.0.1'],
    ['falls back to the socket when the header is empty', '10.0.0.1', ' , ', 1, '10.0.0.1'],
  ])('%s', (_what, remote, forwarded, trusted, expected) => {
    expect(clientIp(remote, forwarded, trusted)).toBe(expected);
  });
});
