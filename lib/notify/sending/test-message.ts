import { chartSvg } from '@/lib/chart/chart-svg';
import type { TrendData } from '@/lib/model/answer';
import type { Notification } from '@/lib/model/notification';
import { minuteMs } from '@/lib/time/duration';

type About = { workspace: Notification['workspace']; channel: { id: string; name: string }; now: number };

const points = 30;
const limit = 400;

/** A message to try a channel with: one alert and its chart, made up and saying so. */
export function testMessage({ workspace, channel, now }: About): Notification {
  const startsAt = now - 2 * minuteMs;
  return {
    workspace,
    occasion: 'test',
    policy: 'Test',
    receiver: channel.name,
    status: 'firing',
    groupKey: `test:${channel.id}`,
    groupLabels: {},
    incident: null,
    alerts: [
      {
        id: 'test',
        status: 'firing',
        labels: { alertname: `Test of ${channel.name}`, severity: 'info' },
        annotations: { summary: 'If you can read this, messages of Sightglass arrive here.' },
        startsAt,
        endsAt: null,
        value: 460,
        because: `460 is above ${limit}, for 2 min (made up)`,
        fingerprint: '0000000000000000',
        generatorUrl: null,
        ruleId: null,
      },
    ],
    chartSvg: sampleChart(now) ?? null,
    at: now,
  };
}

/** A wave that ends above its limit. */
function sampleChart(now: number): string | undefined {
  const first = Math.floor(now / minuteMs) * minuteMs - (points - 1) * minuteMs;
  const buckets = Array.from({ length: points }, (_, index) => first + index * minuteMs);
  const values = buckets.map((_, index) => Math.round(250 + 70 * Math.sin(index / 3) + (index > 26 ? 190 : 0)));
  const data: TrendData = {
    kind: 'trend',
    grain: '1m',
    buckets,
    series: [{ key: '0:', label: 'Example', measure: 0, group: [], values }],
  };
  return chartSvg(
    {
      chart: 'line',
      data,
      unit: 'count',
      timezone: 'UTC',
      title: 'An example',
      limits: [{ value: limit, severity: 'info' }],
    },
    { width: 560, height: 220, theme: 'light' },
  );
}
