import type { Judgement } from '../anomaly/learner';
import type { Severity } from '@/lib/model/severity';

/** What a detector found for one series at one time. */
export type Finding = {
  /** What was judged; null is no data, which is another thing than zero. */
  value: number | null;
  /** The severities whose condition holds. */
  breached: Severity[];
  /** One sentence with the numbers that decided. */
  because: string;
  /** The judgement of the newest value, for the band on the chart; anomalies only. */
  judgement?: Judgement;
};
