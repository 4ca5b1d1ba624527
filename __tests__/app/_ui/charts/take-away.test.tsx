import { copyText, downloadCsv, fileName } from '@/app/_ui/charts/take-away';

test.each([
  ['Sign-ups by country', 'sign-ups-by-country.csv'],
  ['../../etc/passwd', 'etc-passwd.csv'],
  ['Besucher über Zürich', 'besucher-über-zürich.csv'],
  ['???', 'chart.csv'],
])('a panel named %p becomes the file %p', (title, name) => {
  expect(fileName(title, 'csv')).toBe(name);
});

test('a CSV is downloaded under the name of its panel', () => {
  const [create, revoke] = [jest.fn(() => 'blob:x'), jest.fn()];
  Object.assign(URL, { createObjectURL: create, revokeObjectURL: revoke });
  const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    expect(this.download).toBe('visitors.csv');
  });
  downloadCsv({ title: 'Visitors', data: { kind: 'total', values: [] }, timezone: 'UTC' });
  expect(click).toHaveBeenCalledTimes(1);
  expect(create).toHaveBeenCalledWith(expect.any(Blob));
});

test('copying says whether it worked', async () => {
  Object.assign(navigator, { clipboard: { writeText: jest.fn().mockRejectedValueOnce(new Error('denied')) } });
  expect(await copyText('a')).toBe(false);
  Object.assign(navigator, { clipboard: { writeText: jest.fn().mockResolvedValueOnce(undefined) } });
  expect(await copyText('a')).toBe(true);
});
