import { fingerprintOf } from '@/lib/model/fingerprint';

describe('a fingerprint', () => {
  it('is the one that Alertmanager 0.25 answered for the same labels', () => {
    const labels = {
      alertname: 'HighErrorRate',
      cluster: 'eu-1',
      exported_instance: 'i1',
      instance: '127.0.0.1:19095',
      job: 'shop',
      service: 'checkout',
      severity: 'warning',
      team: 'web',
    };
    expect(fingerprintOf(labels)).toBe('b600b08ab7fdf2ff');
    expect(fingerprintOf(Object.fromEntries(Object.entries(labels).reverse()))).toBe('b600b08ab7fdf2ff');
  });

  it('tells apart where a name ends and a value begins', () => {
    expect(fingerprintOf({ ab: 'c' })).not.toBe(fingerprintOf({ a: 'bc' }));
    expect(fingerprintOf({})).toBe('cbf29ce484222325');
  });
});
