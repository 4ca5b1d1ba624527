'use client';

import { useMemo, type CSSProperties } from 'react';
import type { ChartAnnotation } from '@/lib/chart/annotation-marks';
import { formatBucket } from '@/lib/chart/format-time';
import type { TimeModel } from '@/lib/chart/time-model';
import { timeFrame } from '@/lib/chart/time-scene';
import type { ChartProps, PlotPlace } from './chart-props';
import { useCrosshair, useForeignTime } from './chart-sync';
import { nominalWidth } from './fluid-ticks';
import { LimitLabels } from './limit-labels';
import { leftOf } from './plot-place';

type OverlayProps = { model: TimeModel; height: number; owner: string; overlay: ChartProps['overlay'] };

/**
 * What lies over both drawings of a chart over time: the markers of annotations and the line of a crosshair elsewhere. Placed
 * in percent of the plot, so that it is right at every width.
 */
export function TimeOverlay({ model, height, owner, overlay }: OverlayProps) {
  const store = useCrosshair();
  const isNeeded = store !== null || overlay !== undefined || model.annotations.length + model.limits.length > 0;
  const place = useMemo(() => (isNeeded ? placeOf(model, height) : undefined), [isNeeded, model, height]);
  if (!place) return null;
  return (
    <div className="sg-overlay" style={{ height }}>
      <LimitLabels model={model} place={place} />
      {store && <SyncLine place={place} owner={owner} />}
      {model.annotations.map((note) => (
        <NoteMarker key={note.id} note={note} place={place} timezone={model.timezone} />
      ))}
      {overlay?.(place)}
    </div>
  );
}

function placeOf(model: TimeModel, height: number): PlotPlace {
  const { plot, xDomain, axis } = timeFrame(model, { width: nominalWidth, height, theme: 'css' });
  return {
    left: plot.left,
    right: nominalWidth - plot.left - plot.width,
    top: plot.top,
    height: plot.height,
    domain: xDomain,
    values: axis.domain,
  };
}

function SyncLine({ place, owner }: { place: PlotPlace; owner: string }) {
  const at = useForeignTime(useCrosshair(), owner);
  if (at === undefined || at < place.domain[0] || at > place.domain[1]) return null;
  const style: CSSProperties = { left: leftOf(at, place), top: place.top, height: place.height };
  return <div className="sg-sync-line" style={style} />;
}

type NoteProps = { note: ChartAnnotation; place: PlotPlace; timezone: string };

function NoteMarker({ note, place, timezone }: NoteProps) {
  const { at, until, text, tags } = note;
  const [from, to] = place.domain;
  const isLeft = at - from < (to - from) / 2;
  const when =
    until === undefined || until === null
      ? formatBucket(at, '1m', timezone)
      : `${formatBucket(at, '1m', timezone)} to ${formatBucket(until, '1m', timezone)}`;
  return (
    <div
      className="sg-note"
      style={{ left: leftOf(at, place), top: place.top - 8 }}
      data-side={isLeft ? 'left' : 'right'}
    >
      <button type="button" aria-label={`Annotation, ${when}: ${text}`}>
        <svg width="11" height="11" viewBox="0 0 11 11" aria-hidden="true">
          <path d="M5.5 10.5 1 5.5 5.5 .5 10 5.5z" />
        </svg>
      </button>
      <div className="sg-tooltip sg-note-text" aria-hidden="true">
        <div className="sg-tooltip-head">{when}</div>
        <div>{text}</div>
        {tags.length > 0 && <div className="sg-tooltip-more">{tags.join(', ')}</div>}
      </div>
    </div>
  );
}
