import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SeriesRow } from '@/lib/alerts/evaluate';
import { linesOf, scorer, type AlertData } from './alerts-data';
import { anomalyRule, evaluateValues } from './alerts-rule';
import type { Figure } from './figures';

type Scored = { name: string; ts: string[]; score: number[]; windows: [string, string][] };
type Result = { score: number; hitWindows: number; windows: number; fp: number };
type Scorer = {
  loadWindows: (folder: string) => Record<string, [string, string][]>;
  scoreDetector: (files: Scored[], thresholds: Record<string, number>) => Record<string, Result>;
};
/** The threshold of scores, which is where the rule's own rarity lies; not chosen by the scorer. */
const threshold = 0.5;

/** NAB's development half through the rule evaluator, row by row. */
export async function measureNab(data: AlertData, out: string | undefined): Promise<Figure[]> {
  const { loadWindows, scoreDetector } = await scorer<Scorer>(data, 'nab-score.mjs');
  const windows = loadWindows(path.join(data.folder, 'nab'));
  const began = performance.now();
  const files = Object.keys(windows).map((name): Scored => {
    const { ts, values } = readSeries(data, name);
    return { name, ts: ts.map(stamp), score: scoresOf(ts, values), windows: windows[name] ?? [] };
  });
  const seconds = (performance.now() - began) / 1_000;
  for (const file of files) if (out !== undefined) write(out, file);
  const rows = files.reduce((sum, { ts }) => sum + ts.length, 0);
  const result = scoreDetector(files, {
    standard: threshold,
    reward_low_FP_rate: threshold,
    reward_low_FN_rate: threshold,
  });
  const figure = (profile: string, goal?: number): Figure => {
    const { score = NaN, hitWindows = 0, windows: all = 0, fp = 0 } = result[profile] ?? {};
    return {
      what: `NAB development half, ${profile}`,
      measured: `${score.toFixed(2)} (${hitWindows} of ${all} windows, ${fp} false positives)`,
      ...(goal === undefined ? {} : { goal: `≥ ${goal}`, isMet: score >= goal }),
    };
  };
  return [
    figure('standard', 62),
    figure('reward_low_FP_rate', 52),
    figure('reward_low_FN_rate'),
    cutFigure(data, files),
    {
      what: 'cost of a value, learning and judging',
      measured: `${((seconds / rows) * 1e6).toFixed(0)} µs (${rows} values)`,
    },
  ];
}

const stamp = (text: string) => text.trim().replace('T', ' ').replace(/\.0+$/, '');

function readSeries(data: AlertData, name: string): { ts: string[]; values: number[] } {
  const cells = linesOf(data, `nab/data/${name}`)
    .slice(1)
    .map((line) => line.split(','));
  return { ts: cells.map(([ts = '']) => ts), values: cells.map(([, value]) => Number(value)) };
}

/** A value that the rule would not tell about, because its episode was told already, scores below the threshold. */
function scoresOf(ts: readonly string[], values: readonly number[]): number[] {
  const rule = anomalyRule('nab', '5m');
  let rows: readonly SeriesRow[] = [];
  let learnedTo = -1;
  return values.map((value, index) => {
    const at = Date.parse(`${stamp(ts[index] ?? '').replace(' ', 'T')}Z`);
    const evaluated = evaluateValues(rule, rows, { at, values: [['nab', value]], now: at + 1 });
    rows = evaluated.rows;
    // A time that stands twice in the file was judged before.
    const isNew = at > learnedTo;
    learnedTo = Math.max(learnedTo, at);
    const judgement = [...evaluated.findings.values()][0]?.judgement;
    if (!isNew || judgement === undefined || judgement === null) return 0;
    return judgement.isNews ? judgement.score : Math.min(judgement.score, threshold - 0.01);
  });
}

/** Nothing later may count: a file cut after some row has the scores it has when whole. */
function cutFigure(data: AlertData, files: readonly Scored[]): Figure {
  const checked = files.filter((_, index) => index % 7 === 0);
  const differing = checked.filter(({ name, score }) => {
    const { ts, values } = readSeries(data, name);
    const cut = Math.floor(ts.length * 0.6);
    return scoresOf(ts.slice(0, cut), values.slice(0, cut)).some((value, index) => value !== score[index]);
  });
  return {
    what: 'scores that change when the file is cut after 60 %',
    measured: `in ${differing.length} of ${checked.length} files`,
    goal: '0',
    isMet: differing.length === 0,
  };
}

function write(out: string, { name, ts, score }: Scored): void {
  const [folder = '', file = ''] = name.split('/');
  mkdirSync(path.join(out, folder), { recursive: true });
  const lines = ts.map((time, index) => `${time},${score[index]}`);
  writeFileSync(path.join(out, folder, `sightglass_${file}`), `timestamp,anomaly_score\n${lines.join('\n')}\n`);
}
