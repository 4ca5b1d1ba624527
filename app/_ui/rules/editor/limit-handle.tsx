'use client';

import { GripHorizontal } from 'lucide-react';
import type { CSSProperties, RefObject } from 'react';
import type { PlotPlace } from '@/app/_ui/charts/chart-props';
import { topOf } from '@/app/_ui/charts/plot-place';
import type { Limit } from '@/lib/alerts/limits';
import { formatValue } from '@/lib/chart/format-number';
import { limitStroke, severityToken } from '@/lib/chart/limit-marks';
import { paint } from '@/lib/chart/palette';
import type { Unit } from '@/lib/model/panel';
import { severityWords } from '@/lib/model/severity';
import { dragStep, useLimitDrag } from './use-limit-drag';

type Props = {
  limit: Limit;
  /** Of several lines: their grips do not cover each other. */
  index: number;
  place: PlotPlace;
  frame: RefObject<HTMLElement | null>;
  unit: Unit;
  onMove: (value: number) => void;
  onHold: (isHeld: boolean) => void;
};

/** A line of the condition across the chart: it is dragged anywhere along its length, and moved by the arrow keys. */
export function LimitHandle({ limit, index, place, frame, unit, onMove, onHold }: Props) {
  const { value, severity, role } = limit;
  const [low, high] = place.values;
  const handlers = useLimitDrag({ place, frame, value, step: dragStep(place.values), onMove, onHold });
  const top = Math.max(place.top, Math.min(place.top + place.height, topOf(value, place)));
  const color = paint(severityToken[severity], 'css');
  const isRecovery = role === 'recovery';
  const stroke = limitStroke({ severity, isRecovery });
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`${severityWords[severity]} ${nouns[role]}`}
      aria-valuemin={Math.min(low, value)}
      aria-valuemax={Math.max(high, value)}
      aria-valuenow={value}
      aria-valuetext={formatValue(value, unit)}
      className="rule-limit"
      data-role={role}
      style={{ left: place.left, right: place.right, top: top - 9, color }}
      {...handlers}
    >
      <svg aria-hidden width="100%" height="18" className="rule-limit-line">
        <line
          x1="0"
          x2="100%"
          y1="9"
          y2="9"
          stroke="currentColor"
          strokeWidth={stroke.width}
          strokeDasharray={stroke.dash}
        />
      </svg>
      <span aria-hidden className="rule-limit-grip" style={{ '--place': index } as CSSProperties}>
        <GripHorizontal />
        {isRecovery ? 'ends ' : ''}
        {formatValue(value, unit)}
      </span>
    </div>
  );
}

const nouns: Record<Limit['role'], string> = {
  value: 'threshold',
  recovery: 'recovery threshold',
  mirror: 'threshold downwards',
};
