'use client';

import { memo, useMemo } from 'react';
import { Bar, ComposedChart, Tooltip, XAxis, YAxis } from 'recharts';
import type { HistogramModel } from '@/lib/chart/histogram-model';
import { formatExact, formatValue } from '@/lib/chart/format-number';
import { histogramScene } from '@/lib/chart/histogram-scene';
import { fontSize } from '@/lib/chart/scene-types';
import { Grid } from './scene-svg';
import { Drawn } from './takeover';

type Props = { model: HistogramModel; width: number; height: number; onDrawn: () => void };
type Row = { index: number; count: number };

/** The interactive drawing of a histogram, with the scene's margins, domain and bars; Recharts finds the bin. */
export const InteractiveHistogram = memo(function InteractiveHistogram({ model, width, height, onDrawn }: Props) {
  const scene = useMemo(() => histogramScene(model, { width, height, theme: 'css' }), [model, width, height]);
  const rows = useMemo(() => model.bins.map(({ count }, index): Row => ({ index, count })), [model.bins]);
  const { plot } = scene;
  const margin = {
    left: plot.left,
    right: width - plot.left - plot.width,
    top: plot.top,
    bottom: height - plot.top - plot.height,
  };
  return (
    <ComposedChart
      width={width}
      height={height}
      data={rows}
      margin={margin}
      title={model.title}
      desc={scene.description}
      data-chart="interactive"
    >
      <g className="sg-furniture">
        <Grid scene={scene} from={plot.left} to={plot.left + plot.width} labelX={plot.left - 8} />
        <g fill={scene.colors.text} fontSize={fontSize} textAnchor="middle">
          {scene.xTicks.map(({ position, label }) => (
            <text key={position} x={position} y={plot.top + plot.height + 16}>
              {label}
            </text>
          ))}
        </g>
        {scene.marks.map(
          (mark) =>
            mark.type === 'rect' && (
              <rect
                key={mark.key}
                x={mark.x}
                y={mark.y}
                width={mark.width}
                height={mark.height}
                rx={mark.radius}
                fill={mark.color}
                fillOpacity={mark.opacity}
              />
            ),
        )}
      </g>
      <Drawn onDrawn={onDrawn} />
      <XAxis hide dataKey="index" scale="band" padding={{ left: 0, right: 0 }} />
      <YAxis hide type="number" domain={scene.yDomain} allowDataOverflow />
      <Bar dataKey="count" shape={<g />} isAnimationActive={false} legendType="none" />
      <Tooltip
        content={<HistogramTooltip model={model} />}
        cursor={{ fill: 'var(--chart-grid)', fillOpacity: 0.5 }}
        isAnimationActive={false}
      />
    </ComposedChart>
  );
});

function HistogramTooltip({ model, active, label }: { model: HistogramModel; active?: boolean; label?: unknown }) {
  const bin = model.bins[Number(label)];
  if (!active || !bin) return null;
  const share = model.count > 0 ? (bin.count / model.count) * 100 : 0;
  return (
    <div className="sg-tooltip">
      <div className="sg-tooltip-head">
        {formatValue(bin.from, model.unit)} to {formatValue(bin.to, model.unit)}
      </div>
      <table>
        <tbody>
          <tr>
            <td className="sg-tooltip-value">{formatExact(bin.count, 'count')}</td>
            <td className="sg-tooltip-before">{formatValue(share, 'percent')} of all</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
