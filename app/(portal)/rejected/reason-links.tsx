import { ViewLink } from '@/app/_ui/view/view-link';

type Props = { reasons: readonly { reason: string; count: number }[]; chosen: string | null };

/** The reasons as links that keep the rows with one of them; the chosen one leads back to all. */
export function ReasonLinks({ reasons, chosen }: Props) {
  return (
    <ul aria-label="Reasons" className="flex flex-wrap gap-1.5">
      {reasons.slice(0, 12).map(({ reason, count }) => {
        const isChosen = reason === chosen;
        return (
          <li key={reason} className="max-w-full">
            <ViewLink
              href={isChosen ? '/rejected' : `/rejected?reason=${encodeURIComponent(reason)}`}
              aria-current={isChosen}
              className="flex h-7 max-w-full items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-xs transition-colors hover:bg-hover aria-[current=true]:border-transparent aria-[current=true]:bg-accent-soft aria-[current=true]:text-accent-strong"
            >
              <span className="truncate">{reason}</span>
              <span className="text-faint">{count}</span>
            </ViewLink>
          </li>
        );
      })}
    </ul>
  );
}
