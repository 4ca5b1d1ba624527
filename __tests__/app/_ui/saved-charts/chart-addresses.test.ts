import { chartAddresses } from '@/app/_ui/saved-charts/chart-addresses';
import { view } from '../../../embed/chart';

const addresses = (title = 'Sign-ups') =>
  chartAddresses({ origin: 'https://p.example', id: 'c1', title, workspace: 'main' });

describe('the addresses of a saved chart that are offered', () => {
  it('have parameters that its doors take', () => {
    const { picture, preview, curl } = addresses();
    const all = [picture, preview, ...(curl.match(/https:[^']+/g) ?? [])];
    expect(all).toHaveLength(5);
    for (const address of all) expect(() => view(new URL(address, 'https://p.example').search)).not.toThrow();
  });

  it('stay one picture in Markdown, whatever the title is', () => {
    expect(addresses('a](http://evil) [b').markdown).toBe(
      '![a\\](http://evil) \\[b](https://p.example/api/charts/c1/image.svg?workspace=main&width=800&height=400&range=24h)',
    );
  });
});
