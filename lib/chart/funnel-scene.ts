import { describeFunnel } from './describe';
import type { FunnelGroupModel, FunnelModel } from './funnel-model';
import { stepFacts } from './funnel-words';
import { formatValue } from './format-number';
import { paint } from './palette';
import { picture } from './picture';
import { px, type Box, type Mark, type Scene, type SceneSize } from './scene-types';
import { textMark } from './text-mark';

const textRoom = 62;

/** Steps as columns, one beside the other, with what is left of the first and what was lost. */
export function funnelScene(model: FunnelModel, size: SceneSize): Scene {
  const groups = [model.all, ...model.groups];
  const legend =
    model.groups.length > 0
      ? groups.map(({ key, label, color }) => ({ key, label, color: paint(color, size.theme) }))
      : [];
  return picture(size, { title: model.title, description: describeFunnel(model), legend }, (box) => {
    const column = box.width / Math.max(1, model.steps.length);
    return model.steps.flatMap((step, index) => [
      ...barMarks(groups, index, { left: box.left + index * column, width: column - 10, box, size }),
      ...wordMarks(model, step, { index, left: box.left + index * column, width: column - 10, box, size }),
    ]);
  });
}

type StepRoom = { left: number; width: number; box: Box; size: SceneSize };

function barMarks(groups: readonly FunnelGroupModel[], index: number, room: StepRoom): Mark[] {
  const { box } = room;
  const { theme } = room.size;
  const height = Math.max(0, box.height - textRoom);
  const width = Math.max(0, room.width) / groups.length;
  const gap = width > 6 ? 2 : 0;
  return groups.flatMap(({ key, color, bars }, at): Mark[] => {
    const share = Math.min(1, (bars[index]?.ofFirst ?? 0) / 100);
    const x = px(room.left + at * width);
    const base = { type: 'rect', key: `${key}-${index}`, x, width: px(Math.max(0, width - gap)), radius: 3 } as const;
    const track = { ...base, y: px(box.top), height: px(height), color: paint('chart-grid', theme), opacity: 1 };
    const top = box.top + height * (1 - share);
    const bar = { ...base, y: px(top), height: px(height * share), color: paint(color, theme), opacity: 1 };
    return [track, bar];
  });
}

type WordRoom = StepRoom & { index: number };

function wordMarks(model: FunnelModel, step: string, { index, left, width, box, size }: WordRoom): Mark[] {
  const bar = model.all.bars[index];
  if (!bar) return [];
  const top = box.top + Math.max(0, box.height - textRoom);
  const base = { x: left, width, theme: size.theme };
  const facts = stepFacts(model, index);
  return [
    ...textMark(`${index + 1}. ${step}`, { ...base, key: `name-${index}`, y: top + 18, weight: 600 }),
    ...textMark(`${formatValue(bar.count, 'count')} · ${formatValue(bar.ofFirst, 'percent')}`, {
      ...base,
      key: `count-${index}`,
      y: top + 36,
    }),
    ...textMark(facts, { ...base, key: `facts-${index}`, y: top + 53, color: 'chart-text', fontSize: 11 }),
  ];
}
