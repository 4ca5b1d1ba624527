import fc from 'fast-check';
import { chartModel } from '@/lib/chart/chart-model';
import { buildScene } from '@/lib/chart/scene';
import { sceneToSvg } from '@/lib/chart/svg';
import type { TrendData } from '@/lib/model/answer';

function svgOf(label: string, values: (number | null)[]): string {
  const data: TrendData = {
    kind: 'trend',
    grain: '1m',
    buckets: values.map((_, index) => index * 60_000),
    series: ['a', 'b'].map((key) => ({ key: key + label, label, measure: 0, group: [label], values })),
  };
  const model = chartModel({ chart: 'area', data, unit: 'bytes', timezone: 'UTC', title: label });
  return model ? sceneToSvg(buildScene(model, { width: 600, height: 300, theme: 'dark', hasChrome: true })) : '';
}

function parse(svg: string): Document {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(parsed.querySelector('parsererror')).toBeNull();
  return parsed;
}

test('any label and any data give well-formed XML', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.array(fc.option(fc.double())), (label, values) => {
      parse(svgOf(label, values));
    }),
    { numRuns: 150 },
  );
});

test('the picture has a name, a description, a background and the concrete colours of its theme', () => {
  const document = parse(svgOf('<script>alert(1)</script>', [1, 2, 3]));
  expect(document.querySelector('title')?.textContent).toBe('<script>alert(1)</script>');
  expect(document.querySelector('desc')?.textContent).toContain('3 points from Thu, Jan 1, 00:00');
  expect(document.querySelector('script')).toBeNull();
  expect(document.documentElement.getAttribute('aria-labelledby')).toBe('chart-title chart-desc');
  expect(document.documentElement.innerHTML).not.toContain('var(');
});
