import { Card } from '@/app/_ui/kit/card';
import { Skeleton } from '@/app/_ui/kit/skeleton';

export const answerHeight = 340;
const bars = [38, 52, 44, 63, 71, 58, 66, 80, 74, 69, 88, 79];

/** The shape of an answer that is on its way. */
export function AnswerSkeleton() {
  return (
    <Card aria-busy className="px-4 py-4">
      <span className="sr-only">Loading</span>
      <div className="flex items-end gap-2" style={{ height: answerHeight }}>
        {bars.map((size) => (
          <Skeleton key={size} className="flex-1 rounded-sm" style={{ height: `${size}%` }} />
        ))}
      </div>
    </Card>
  );
}
