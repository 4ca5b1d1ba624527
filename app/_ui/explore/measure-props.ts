import type { Measure } from '@/lib/model/measure';

export type MeasureProps = {
  measure: Measure;
  /** By which formulas call it; none when there is nothing to tell apart. */
  letter?: string | undefined;
  isInvalid?: boolean;
  isMain?: boolean;
  /** Absent where a measure stands alone and is always shown. */
  canHide?: boolean;
  canTransform?: boolean;
  onChange: (measure: Measure, typing?: string) => void;
  onCopy?: (() => void) | undefined;
  onRemove?: (() => void) | undefined;
};
