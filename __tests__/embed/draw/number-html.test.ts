import { numberHtml } from '@/lib/embed/draw/number-html';
import type { NumberModel } from '@/lib/chart/number-model';

const htmlOf = (model: Pick<NumberModel, 'value' | 'unit'>): string =>
  numberHtml({
    model: { kind: 'number', title: 'Time', label: 'Time', more: [], ...model },
    spark: undefined,
    betterWhen: undefined,
    height: 120,
    id: 'a',
  });

test.each<[number, NumberModel['unit'], string, string]>([
  [65, 'count', '65', ''],
  [65, 'minutes', '1 h 5 min', ' data-length="long"'],
])('%s %s, which reads %s, is marked where it is too long for a narrow panel', (value, unit, text, mark) => {
  const html = htmlOf({ value, unit });
  expect(html).toContain(`>${text}</p>`);
  expect(html).toContain(`<p class="sg-big"${mark} title=`);
});
