'use client';

import { useEffect, useRef, useState } from 'react';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { ChoiceTabs } from './choice-tabs';
import type { Embed, EmbedSettings } from '@/lib/model/embed';

type Props = { embed: Embed; workspace: string; settings: EmbedSettings; isChanged: boolean };
const widths = { wide: 'Wide', phone: 'Phone' } as const;

/** The embed as it is saved, in a frame as on another site; its theme and titles follow what is chosen at once. */
export function PreviewCard({ embed, workspace, settings, isChanged }: Props) {
  const [width, setWidth] = useState<keyof typeof widths>('wide');
  const [height, setHeight] = useState(360);
  const frame = useRef<HTMLIFrameElement>(null);
  const { kind, resourceId } = embed;
  const look = new URLSearchParams({
    workspace,
    theme: settings.theme,
    title: settings.isTitleShown ? 'on' : 'off',
    background: settings.isTransparent ? 'transparent' : 'solid',
  });
  useEffect(() => {
    const onMessage = ({ origin, data }: MessageEvent<unknown>): void => {
      if (origin !== location.origin || typeof data !== 'object' || data === null) return;
      const { type, height: told } = data as { type?: unknown; height?: unknown };
      if (type === 'sightglass:height' && typeof told === 'number') setHeight(Math.min(Math.max(120, told), 900));
    };
    addEventListener('message', onMessage);
    // The frame may have said its height before anybody listened.
    frame.current?.contentWindow?.postMessage({ type: 'sightglass:hello' }, location.origin);
    return () => removeEventListener('message', onMessage);
  }, []);
  return (
    <Card className="overflow-hidden">
      <CardHeader
        title="Preview"
        description={
          isChanged
            ? 'Parameters, sites and colours show after Save.'
            : 'As you see it; a token can lock what is in it.'
        }
        action={<ChoiceTabs label="Width" choices={widths} chosen={width} onChoose={setWidth} />}
      />
      <CardBody>
        <div className="rounded-md border border-dashed border-line-strong bg-sunken p-2">
          <iframe
            ref={frame}
            key={`${look.toString()} ${embed.updatedAt}`}
            src={`/embed/${kind}s/${resourceId}?${look.toString()}`}
            title={`Preview of ${embed.name}`}
            className="mx-auto block w-full border-0"
            style={{ height, maxWidth: width === 'phone' ? 360 : undefined }}
          />
        </div>
      </CardBody>
    </Card>
  );
}
