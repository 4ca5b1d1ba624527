import { CallFailure } from '@/app/_ui/http/call-failure';
import { Notice } from '@/app/_ui/kit/notice';

/** Why a door refused: each fault with its path, or the message when there are none. */
export function FaultList({ failure }: { failure: Error }) {
  const fields = failure instanceof CallFailure ? (failure.problem?.errors ?? []) : [];
  return (
    <Notice tone="bad" title={fields.length > 0 ? 'It cannot be used as it is' : failure.message} className="mt-3">
      {fields.length > 0 && (
        <ul className="scroll-quiet max-h-48 overflow-y-auto">
          {fields.map(({ path, reason }, index) => (
            <li key={index} className="break-words">
              <code className="font-mono text-xs">{path === '' ? 'file' : path}</code>: {reason}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
