import type { ChannelKind } from '@/lib/model/channel';
import { kindWords } from './channel-kinds';

/** Every kind of channel with what it does and what one needs for it. */
export function KindChoice({ onChoose }: { onChoose: (kind: ChannelKind) => void }) {
  return (
    <ul className="grid gap-2">
      {(Object.keys(kindWords) as ChannelKind[]).map((kind) => {
        const { icon: Icon, label, sentence, needs } = kindWords[kind];
        return (
          <li key={kind}>
            <button
              type="button"
              onClick={() => onChoose(kind)}
              className="flex w-full items-start gap-3 rounded-lg border border-line bg-surface px-4 py-3 text-left shadow-card transition-colors hover:border-field hover:bg-hover"
            >
              <span className="mt-0.5 grid size-8 shrink-0 place-items-center rounded-md bg-accent-soft text-accent-strong">
                <Icon aria-hidden className="size-4" strokeWidth={1.85} />
              </span>
              <span className="min-w-0">
                <span className="block text-sm font-medium">{label}</span>
                <span className="block text-sm text-muted">{sentence}</span>
                <span className="mt-0.5 block text-xs text-faint">Needs: {needs}</span>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
