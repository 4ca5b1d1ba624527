/** The labels of a series; a question that is not split has one series without a name. */
export function Labels({ labels }: { labels: Readonly<Record<string, string>> }) {
  const all = Object.entries(labels);
  if (all.length === 0) return <span className="text-muted">All of it</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {all.map(([name, value]) => (
        <span key={name} className="rounded-sm bg-sunken px-1.5 py-0.5 text-xs wrap-anywhere">
          <span className="text-faint">{name}</span> {value === '' ? '(none)' : value}
        </span>
      ))}
    </span>
  );
}
