/**
 * What the real promtool 2.42 said. An objective of 99.9 %, 6,000 requests a minute, errors begin after 360 clean minutes:
 * minutes after that at which each pair of windows (1h/5m, 6h/30m, 1d/2h, 3d/6h) fired first and last.
 */
export const burnCases: { errorRate: number; minutes: number; firing: ([number, number] | null)[] }[] = [
  {
    errorRate: 0.02,
    minutes: 120,
    firing: [
      [44, 121],
      [109, 140],
      [64, 221],
      [19, 461],
    ],
  },
  {
    errorRate: 0.1,
    minutes: 30,
    firing: [
      [9, 34],
      [22, 58],
      [12, 146],
      [4, 386],
    ],
  },
  {
    errorRate: 1,
    minutes: 5,
    firing: [
      [1, 9],
      [3, 34],
      [2, 124],
      [1, 364],
    ],
  },
  {
    errorRate: 1,
    minutes: 10,
    firing: [
      [1, 14],
      [3, 39],
      [2, 129],
      [1, 369],
    ],
  },
  {
    errorRate: 0.5,
    minutes: 60,
    firing: [
      [2, 64],
      [5, 89],
      [3, 179],
      [1, 419],
    ],
  },
  { errorRate: 0.007, minutes: 900, firing: [null, [309, 904], [271, 968], [61, 1208]] },
  { errorRate: 0.004, minutes: 2400, firing: [null, null, [1081, 2429], [121, 2669]] },
  { errorRate: 0.0015, minutes: 4000, firing: [null, null, null, [721, 4119]] },
  { errorRate: 0.0005, minutes: 4000, firing: [null, null, null, null] },
];

/** Per minute: the value, and the states of `for: 2m`, of `keep_firing_for: 3m` and of `absent()` with `for: 5m` whose last sample is of minute 3. */
export const flapMinutes: [number, string, string, string][] = [
  [0, 'inactive', 'inactive', 'inactive'],
  [1, 'pending', 'firing', 'inactive'],
  [0, 'inactive', 'firing', 'inactive'],
  [1, 'pending', 'firing', 'inactive'],
  [1, 'pending', 'firing', 'inactive'],
  [1, 'firing', 'firing', 'inactive'],
  [1, 'firing', 'firing', 'inactive'],
  [0, 'inactive', 'firing', 'inactive'],
  [0, 'inactive', 'firing', 'inactive'],
  [0, 'inactive', 'firing', 'pending'],
  [1, 'pending', 'firing', 'pending'],
  [0, 'inactive', 'firing', 'pending'],
  [0, 'inactive', 'firing', 'pending'],
  [0, 'inactive', 'firing', 'pending'],
  [0, 'inactive', 'inactive', 'firing'],
  [0, 'inactive', 'inactive', 'firing'],
];
