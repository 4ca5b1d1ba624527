import { Switch } from '@/app/_ui/kit/switch';

type Props = { label: string; isOn: boolean; onToggle: () => void };

/** A switch with what it is for beside it. */
export function SwitchLine({ label, isOn, onToggle }: Props) {
  return (
    <div className="flex items-center justify-between gap-3 text-sm">
      <span aria-hidden>{label}</span>
      <Switch label={label} isOn={isOn} onToggle={onToggle} />
    </div>
  );
}
