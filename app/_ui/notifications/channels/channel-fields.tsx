'use client';

import { Field, Input, Select } from '@/app/_ui/kit/field';
import { CheckLine } from '../check-line';
import type { ChannelDraft } from './channel-draft';
import { kindWords, type SettingField } from './channel-kinds';
import { SecretInput } from './secret-input';

type Props = {
  draft: ChannelDraft;
  /** Secrets that are set. */
  stored: readonly string[];
  reasonOf: (path: string) => string | undefined;
  onChange: (draft: ChannelDraft) => void;
};

/** What a channel of that kind asks for; what is seldom needed is behind a disclosure. */
export function ChannelFields({ draft, stored, reasonOf, onChange }: Props) {
  const { fields, secrets } = kindWords[draft.kind];
  const setting = (field: SettingField) => (
    <SettingInput
      key={field.name}
      field={field}
      value={draft.values[field.name] ?? ''}
      error={reasonOf(`settings.${field.name}`)}
      onChange={(value) => onChange({ ...draft, values: { ...draft.values, [field.name]: value } })}
    />
  );
  const seldom = fields.filter(({ isSeldom }) => isSeldom === true);
  return (
    <>
      {fields.filter(({ isSeldom }) => isSeldom !== true).map(setting)}
      {secrets.map((secret) => (
        <SecretInput
          key={secret.name}
          secret={secret}
          isStored={stored.includes(secret.name)}
          isRemoved={draft.removed.includes(secret.name)}
          value={draft.secrets[secret.name] ?? ''}
          error={reasonOf(`secrets.${secret.name}`)}
          onChange={(text) => onChange({ ...draft, secrets: { ...draft.secrets, [secret.name]: text } })}
          onRemove={(isRemoved) => onChange({ ...draft, removed: toggled(draft.removed, secret.name, isRemoved) })}
        />
      ))}
      <details className="rounded-lg border border-line px-3 open:pb-3">
        <summary className="flex h-9 items-center rounded-sm text-sm text-muted hover:text-ink">More settings</summary>
        <div className="mt-1 grid gap-4">
          {seldom.map(setting)}
          <CheckLine
            label="Tell it when an alert is over"
            isChecked={draft.values.sendResolved === true}
            onChange={(sendResolved) => onChange({ ...draft, values: { ...draft.values, sendResolved } })}
          />
        </div>
      </details>
    </>
  );
}

const toggled = (names: readonly string[], name: string, isThere: boolean): string[] =>
  isThere ? [...names, name] : names.filter((each) => each !== name);

type InputProps = {
  field: SettingField;
  value: string | boolean;
  error: string | undefined;
  onChange: (value: string | boolean) => void;
};

function SettingInput({ field, value, error, onChange }: InputProps) {
  const id = `channel-${field.name}`;
  if (field.type === 'check')
    return <CheckLine label={field.label} hint={field.hint} isChecked={value === true} onChange={onChange} />;
  return (
    <Field
      label={field.label}
      htmlFor={id}
      {...(field.hint !== undefined && { hint: field.hint })}
      {...(error !== undefined && { error })}
    >
      {field.choices ? (
        <Select id={id} value={String(value)} onChange={(event) => onChange(event.target.value)}>
          {field.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </Select>
      ) : (
        <Input
          id={id}
          autoComplete="off"
          spellCheck={false}
          inputMode={field.type === 'number' ? 'numeric' : field.type === 'url' ? 'url' : 'text'}
          placeholder={field.placeholder}
          required={field.isRequired}
          value={String(value)}
          {...(error !== undefined && { 'aria-invalid': true, 'aria-describedby': `${id}-error` })}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
