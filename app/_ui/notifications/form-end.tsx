import type { ReactNode } from 'react';
import { Button } from '@/app/_ui/kit/button';

type Props = { done: string; cancel?: string; isBusy?: boolean; onCancel: () => void; children?: ReactNode };

/** The buttons at the end of a form; what else can be done stands at their left. */
export function FormEnd({ done, cancel = 'Cancel', isBusy = false, onCancel, children }: Props) {
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      <span className="mr-auto">{children}</span>
      <Button onClick={onCancel}>{cancel}</Button>
      <Button type="submit" variant="primary" disabled={isBusy} aria-busy={isBusy}>
        {done}
      </Button>
    </div>
  );
}
