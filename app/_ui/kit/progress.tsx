import { cn } from './class-names';

type Props = { value: number | null; label: string; className?: string };

/** A progress bar from 0 to 1; null is "working, no idea how long". */
export function Progress({ value, label, className }: Props) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent !== null && { 'aria-valuenow': percent })}
      className={cn('h-1.5 overflow-hidden rounded-full bg-sunken', className)}
    >
      <div
        className={cn(
          'h-full rounded-full bg-accent transition-[width] duration-500',
          percent === null && 'w-1/3 animate-shimmer',
        )}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
