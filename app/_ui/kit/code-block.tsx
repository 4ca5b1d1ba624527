import { CopyButton } from './copy-button';

/** A text to be taken as it is. */
export function CodeBlock({ text }: { text: string }) {
  return (
    <div className="grid gap-2">
      <pre
        tabIndex={0}
        className="scroll-quiet max-h-80 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs leading-5"
      >
        {text}
      </pre>
      <div className="flex justify-end">
        <CopyButton text={text} />
      </div>
    </div>
  );
}
