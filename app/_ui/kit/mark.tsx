/** The mark: a round window in a pipe, with the flow passing through it. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" fill="none" aria-hidden className={className}>
      <circle cx="16" cy="16" r="11" stroke="var(--accent)" strokeWidth="2.5" />
      <path
        d="M1.5 18.5h6.8c3.4 0 4-6 7.7-6s4.3 6 7.7 6h6.8"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2 text-ink">
      <Mark className="size-6" />
      <span className="text-base font-semibold tracking-tight">Sightglass</span>
    </span>
  );
}
