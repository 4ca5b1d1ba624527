'use client';

import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { Field, Input, Select } from '@/app/_ui/kit/field';
import type { EmbedSettings } from '@/lib/model/embed';
import { embedThemes, type EmbedTheme, type StyleVariable } from '@/lib/model/embed-style';
import type { EditedProps } from './sites-card';
import { SwitchLine } from './switch-line';

const themeLabels: Record<EmbedTheme, string> = { auto: 'As the reader has it', light: 'Light', dark: 'Dark' };
/** Those that are asked for most; all others can be set by the page around. */
const offered: readonly [StyleVariable, string, string][] = [
  ['--sg-v1-accent', 'Accent', '#016b7d'],
  ['--sg-v1-series-1', 'First series', '#018ba1'],
  ['--sg-v1-background', 'Background', '#ffffff'],
  ['--sg-v1-radius', 'Corners', '10px'],
];

/** How the embed looks unless its address says otherwise. */
export function LookCard({ settings, onChange }: EditedProps) {
  const { theme, isTransparent, isTitleShown, style } = settings;
  return (
    <Card>
      <CardHeader title="Look" description="The address and the page around can change it; see the documentation." />
      <CardBody className="grid gap-4">
        <Field label="Theme" htmlFor="embed-theme">
          <Select
            id="embed-theme"
            value={theme}
            onChange={(event) => onChange({ theme: embedThemes.find((one) => one === event.target.value) ?? 'auto' })}
          >
            {embedThemes.map((one) => (
              <option key={one} value={one}>
                {themeLabels[one]}
              </option>
            ))}
          </Select>
        </Field>
        <SwitchLine
          label="Transparent background"
          isOn={isTransparent}
          onToggle={() => onChange({ isTransparent: !isTransparent })}
        />
        <SwitchLine label="Titles" isOn={isTitleShown} onToggle={() => onChange({ isTitleShown: !isTitleShown })} />
        <div className="grid grid-cols-2 gap-3">
          {offered.map(([name, label, placeholder]) => (
            <Field key={name} label={label} htmlFor={name}>
              <Input
                id={name}
                className="font-mono text-xs"
                placeholder={placeholder}
                value={style[name] ?? ''}
                onChange={(event) => onChange({ style: withStyle(style, name, event.target.value) })}
              />
            </Field>
          ))}
        </div>
      </CardBody>
    </Card>
  );
}

function withStyle(style: EmbedSettings['style'], name: StyleVariable, value: string): EmbedSettings['style'] {
  const { [name]: _, ...others } = style;
  return value === '' ? others : { ...others, [name]: value };
}
