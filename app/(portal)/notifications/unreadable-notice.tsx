import { Notice } from '@/app/_ui/kit/notice';
import type { FieldError } from '@/lib/errors/app-error';

/** What is stored cannot be read any more: says so before somebody saves over it. */
export const UnreadableNotice = ({ faults }: { faults: readonly FieldError[] }) => (
  <Notice tone="bad" className="mb-4" title="What was saved cannot be read, so nobody is told">
    <ul>
      {faults.slice(0, 10).map(({ path, reason }) => (
        <li key={path}>
          <code className="font-mono text-xs">{path}</code>: {reason}
        </li>
      ))}
    </ul>
  </Notice>
);
