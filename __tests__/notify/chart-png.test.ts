import { createChartPng } from '@/lib/notify/channels/chart-png';
import { testMessage } from '@/lib/notify/sending/test-message';
import { svg } from './message';

const chart = createChartPng();

describe('the picture of a chart', () => {
  it('is a PNG of at most 200 KB, twice as wide as the chart', async () => {
    const png = await chart(svg);
    expect(png?.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(png?.readUInt32BE(16)).toBe(400);
    const { chartSvg } = testMessage({
      workspace: { id: 'w', name: 'W' },
      channel: { id: 'c', name: 'C' },
      now: 1.7e12,
    });
    expect((await chart(chartSvg))?.byteLength).toBeLessThan(200 * 1024);
  });

  it('shows its text with the font that is bundled', async () => {
    const [withText, without] = await Promise.all([chart(svg), chart(svg.replace(/<text.*<\/text>/, ''))]);
    expect(withText?.byteLength).toBeGreaterThan((without?.byteLength ?? 0) + 1_000);
  });

  it('is drawn once for equal charts', async () => {
    expect(await chart(svg)).toBe(await chart(svg));
  });

  it('is left out when there is none or it cannot be drawn', async () => {
    await expect(chart(null)).resolves.toBeNull();
    await expect(chart('<not an svg')).resolves.toBeNull();
  });
});
