/** Widths of a time bucket, narrow to wide. Seconds to hours are fixed; days and wider follow the calendar of a timezone. */
export const grains = ['1s', '10s', '1m', '5m', '15m', '1h', '6h', '1d', '1w', '1M'] as const;
export type Grain = (typeof grains)[number];

/** The periods by which people come back, as grains. */
export const periodGrains = { day: '1d', week: '1w', month: '1M' } as const satisfies Record<string, Grain>;
