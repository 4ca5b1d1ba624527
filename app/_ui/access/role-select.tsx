'use client';

import type { ComponentProps } from 'react';
import { Select } from '@/app/_ui/kit/field';
import type { Role } from '@/lib/model/actor';

type Props = Omit<ComponentProps<'select'>, 'value' | 'onChange'> & {
  value: Role;
  choices: readonly Role[];
  onChoose: (role: Role) => void;
};

export function RoleSelect({ value, choices, onChoose, ...rest }: Props) {
  return (
    <Select value={value} onChange={(event) => onChoose(event.target.value as Role)} {...rest}>
      {choices.map((role) => (
        <option key={role} value={role}>
          {role}
        </option>
      ))}
    </Select>
  );
}
