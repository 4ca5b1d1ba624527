import type { FieldError } from '@/lib/errors/app-error';

/** What the portal found wrong with a part of the document, below that part. */
export function PartFaults({ faults }: { faults: readonly FieldError[] }) {
  if (faults.length === 0) return null;
  return (
    <ul role="alert" className="mt-3 grid gap-0.5 rounded-md bg-bad-soft px-3 py-2 text-sm">
      {faults.map(({ path, reason }, index) => (
        <li key={index} className="break-words">
          {path !== '' && <code className="mr-1.5 font-mono text-xs text-muted">{path}</code>}
          {reason}
        </li>
      ))}
    </ul>
  );
}
