import { readFileSync } from 'node:fs';
import path from 'node:path';
import { paletteCss, palettes, seriesTokens } from '@/lib/chart/palette';

type Vector = [number, number, number];

// Machado, Oliveira and Fernandes (2009), severity 1.
const sight: Record<string, [Vector, Vector, Vector]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

function linear(hex: string): Vector {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** OKLab (Ottosson 2020). */
function oklab(rgb: Vector): Vector {
  const lms: Vector = [
    Math.cbrt(dot(rgb, [0.4122214708, 0.5363325363, 0.0514459929])),
    Math.cbrt(dot(rgb, [0.2119034982, 0.6806995451, 0.1073969566])),
    Math.cbrt(dot(rgb, [0.0883024619, 0.2817188376, 0.6299787005])),
  ];
  return [
    dot(lms, [0.2104542553, 0.793617785, -0.0040720468]),
    dot(lms, [1.9779984951, -2.428592205, 0.4505937099]),
    dot(lms, [0.0259040371, 0.7827717662, -0.808675766]),
  ];
}

const luminance = (hex: string) => dot(linear(hex), [0.2126, 0.7152, 0.0722]);
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** The smallest OKLab distance of any two colours as somebody sees them. */
function leastDifference(colors: readonly string[], name: string): number {
  const seen = colors.map((color) => {
    const rgb = linear(color);
    const clamped = (sight[name] ?? []).map((row) => Math.min(1, Math.max(0, dot(row, rgb))));
    return oklab([clamped[0] ?? 0, clamped[1] ?? 0, clamped[2] ?? 0]);
  });
  const distances = seen.flatMap((first, index) =>
    seen.slice(index + 1).map((second) => Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2])),
  );
  return Math.min(...distances);
}
const severityTokens = ['chart-critical', 'chart-warning', 'chart-info'] as const;

describe.each(['light', 'dark'] as const)('the %s palette', (theme) => {
  const palette = palettes[theme];

  test('has series colours that stand out from the background (3:1) and texts that can be read (4.5:1)', () => {
    for (const token of seriesTokens)
      expect(contrast(palette[token], palette['chart-background'])).toBeGreaterThanOrEqual(3);
    for (const token of ['chart-text', 'chart-ink', 'chart-good', 'chart-bad', ...severityTokens] as const)
      expect(contrast(palette[token], palette['chart-background'])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(Object.keys(sight))('has eight colours that differ in %s sight', (name) => {
    expect(
      leastDifference(
        seriesTokens.map((token) => palette[token]),
        name,
      ),
    ).toBeGreaterThan(0.09);
  });

  test.each(Object.keys(sight))('has three colours of severities that differ in %s sight', (name) => {
    expect(
      leastDifference(
        severityTokens.map((token) => palette[token]),
        name,
      ),
    ).toBeGreaterThan(0.12);
  });
});

test('the CSS variables are those of the palette', () => {
  expect(readFileSync(path.resolve('app/_ui/charts/chart-colors.css'), 'utf8')).toBe(paletteCss());
});
