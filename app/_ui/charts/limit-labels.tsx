import { limitBaselines, limitText, severityToken } from '@/lib/chart/limit-marks';
import { paint } from '@/lib/chart/palette';
import type { TimeModel } from '@/lib/chart/time-model';
import type { PlotPlace } from './chart-props';
import { topOf } from './plot-place';

/** The labels of limits at the right ends of their lines; the picture's description says them to screen readers. */
export function LimitLabels({ model, place }: { model: TimeModel; place: PlotPlace }) {
  if (model.limits.length === 0) return null;
  const plot = { left: place.left, top: place.top, width: 0, height: place.height };
  const baselines = limitBaselines(model.limits, { plot, y: (value) => topOf(value, place) });
  return model.limits.map((limit, index) => (
    <span
      key={index}
      className="sg-limit-label"
      aria-hidden="true"
      style={{
        right: place.right + 2,
        top: (baselines[index] ?? 0) - 10,
        color: paint(severityToken[limit.severity], 'css'),
      }}
    >
      {limitText(limit, model.unit)}
    </span>
  ));
}
