import { leftOf } from '@/app/_ui/charts/plot-place';
import type { PlotPlace } from '@/app/_ui/charts/chart-props';
import { severityToken } from '@/lib/chart/limit-marks';
import { paint } from '@/lib/chart/palette';
import type { Firing } from '@/lib/model/backtest';

type Props = {
  firings: readonly Firing[];
  selected: Firing | null;
  place: PlotPlace;
  /** Where the history ends: what still fires is open until then. */
  end: number;
  onChoose: (firing: Firing) => void;
};

const most = 200;

/** When it would have fired, as shades over the chart. The list beside the chart says the same to keyboards and screen readers. */
export function FiringShades({ firings, selected, place, end, onChoose }: Props) {
  const [from, to] = place.domain;
  const seen = firings.filter((firing) => (firing.to ?? end) >= from && firing.from <= to);
  return seen.slice(0, most).map((firing, index) => (
    <div
      key={index}
      aria-hidden
      className="rule-shade"
      data-selected={firing === selected}
      style={{
        left: leftOf(firing.from, place),
        right: `calc(100% - ${leftOf(firing.to ?? end, place)})`,
        top: place.top,
        height: place.height,
        color: paint(severityToken[firing.severity], 'css'),
      }}
    >
      <button type="button" tabIndex={-1} onClick={() => onChoose(firing)} />
    </div>
  ));
}
