'use client';

import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { Field } from '@/app/_ui/kit/field';
import { ListInput } from '@/app/_ui/notifications/list-input';
import type { EmbedSettings } from '@/lib/model/embed';

export type EditedProps = { settings: EmbedSettings; onChange: (part: Partial<EmbedSettings>) => void };

/** Which sites may show the embed in a frame. */
export function SitesCard({ settings, onChange }: EditedProps) {
  return (
    <Card>
      <CardHeader
        title="Where it may be shown"
        description="Browsers refuse to show it in a frame of any other site."
      />
      <CardBody>
        <Field
          label="Sites"
          htmlFor="embed-sites"
          hint="Origins, separated by commas: https://www.example.com, https://*.example.com, or * for every site. This portal itself may always."
        >
          <ListInput
            id="embed-sites"
            value={settings.frameAncestors}
            placeholder="https://www.example.com"
            onChange={(frameAncestors) => onChange({ frameAncestors })}
          />
        </Field>
      </CardBody>
    </Card>
  );
}
