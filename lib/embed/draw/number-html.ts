import { buildScene } from '@/lib/chart/scene';
import type { NumberModel } from '@/lib/chart/number-model';
import type { SparklineModel } from '@/lib/chart/sparkline-model';
import { formatChange, formatExact, formatValue } from '@/lib/chart/format-number';
import { escapeXml, sceneToSvg } from '@/lib/chart/svg';

type Input = {
  model: NumberModel;
  spark: SparklineModel | undefined;
  betterWhen: 'higher' | 'lower' | undefined;
  height: number;
  id: string;
};
const arrows = { up: '↑', down: '↓', flat: '→', none: '' } as const;

/** One big number, its change, the measures after the first, and its trend along the bottom. */
export function numberHtml({ model, spark, betterWhen, height, id }: Input): string {
  const { value, previous, unit, more } = model;
  const change = previous === undefined ? undefined : formatChange(value, previous, betterWhen);
  const shown = (one: typeof value) => escapeXml(formatValue(one, unit));
  const changed = change
    ? `<p class="sg-change"><b data-tone="${change.tone}">${arrows[change.direction]} ${escapeXml(change.text)}</b> vs ${shown(previous ?? null)}</p>`
    : '';
  const others = more.map((one) => `<p class="sg-change">${escapeXml(one.label)}: ${shown(one.value)}</p>`).join('');
  const sparkHeight = Math.min(72, height - (change ? 72 : 52));
  const trend =
    spark && more.length === 0 && sparkHeight >= 16
      ? sceneToSvg(buildScene(spark, { width: 300, height: sparkHeight, theme: 'css' }), `s-${id}`).replace(
          '<svg ',
          '<svg class="sg-spark" preserveAspectRatio="none" ',
        )
      : '';
  const exact = escapeXml(formatExact(value, unit));
  const { length } = formatValue(value, unit);
  return `<p class="sg-big"${lengthMark(length)} title="${exact}">${shown(value)}</p>${changed}${others}${trend}`;
}

/** How the style knows that a number needs smaller letters in a narrow panel: `1 h 5 min` is longer than `65`. */
const lengthMark = (length: number): string =>
  length <= 7 ? '' : ` data-length="${length <= 11 ? 'long' : 'longest'}"`;
