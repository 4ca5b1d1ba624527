import { Field, Input } from '@/app/_ui/kit/field';

type Props = { id: string; label: string; hint?: string; value: string; onChange: (value: string) => void };

/** Phones offer what their authenticator shows; a recovery code fits, too. */
export function CodeInput({ id, label, hint, value, onChange }: Props) {
  return (
    <Field label={label} htmlFor={id} {...(hint !== undefined && { hint })}>
      <Input
        id={id}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        maxLength={40}
        required
        autoFocus
        className="h-10 font-mono tracking-wider"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
