import { CopyButton } from '@/app/_ui/kit/copy-button';
import { Notice } from '@/app/_ui/kit/notice';

/** Shown once; afterwards only their hashes are there. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <div className="grid gap-3">
      <Notice tone="warn" title="Keep these recovery codes. They are not shown again.">
        Each lets you in once when the phone is not at hand. Print them, or put them into your password manager.
      </Notice>
      <ol className="grid grid-cols-1 gap-x-6 gap-y-1 rounded-md bg-sunken px-4 py-3 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code} data-testid="recovery-code">
            {code}
          </li>
        ))}
      </ol>
      <div>
        <CopyButton text={codes.join('\n')} label="Copy all" />
      </div>
    </div>
  );
}
