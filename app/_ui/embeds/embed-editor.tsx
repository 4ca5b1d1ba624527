'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { ConfirmButton } from '@/app/_ui/kit/confirm-button';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import type { Embed, EmbedKeySummary, EmbedSettings, EmbedShareSummary } from '@/lib/model/embed';
import { CodeCard } from './code-card';
import { removeEmbed, updateEmbed } from './embed-calls';
import { KeysCard } from './keys-card';
import { LookCard } from './look-card';
import { ParametersCard } from './parameters-card';
import { PreviewCard } from './preview-card';
import { SharesCard } from './shares-card';
import { SitesCard } from './sites-card';

export type EmbedEditorProps = {
  embed: Embed;
  keys: readonly EmbedKeySummary[];
  shares: readonly EmbedShareSummary[];
  /** Null when what is embedded was deleted. */
  resource: { title: string; variables: readonly string[]; isSql: boolean } | null;
  workspace: string;
  publicUrl: string;
  now: number;
};

/** Everything about one embed. Keys and links are made at once; the rest waits for Save, and the preview shows what is saved. */
export function EmbedEditor({ embed, keys, shares, resource, workspace, publicUrl, now }: EmbedEditorProps) {
  const [saved, setSaved] = useState(embed);
  const [settings, setSettings] = useState(embed.settings);
  const change = (part: Partial<EmbedSettings>) => setSettings((last) => ({ ...last, ...part }));
  const isChanged = JSON.stringify(settings) !== JSON.stringify(saved.settings);
  const shared = { embed: saved, workspace };
  const onSaved = (next: Embed): void => {
    setSaved(next);
    setSettings(next.settings);
  };
  const edited = { settings, onChange: change };
  return (
    <div className="grid max-w-6xl grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="grid grid-cols-1 gap-4">
        {resource === null && (
          <Notice tone="warn" title={`The ${embed.kind} was deleted`}>
            Whoever opens this embed is told so. Restore it, or end the embed below.
          </Notice>
        )}
        <SitesCard {...edited} />
        <ParametersCard {...edited} variables={resource?.variables ?? []} isSql={resource?.isSql ?? false} />
        <LookCard {...edited} />
        <SaveBar {...shared} settings={settings} isChanged={isChanged} onSaved={onSaved} />
        <CodeCard {...shared} {...{ keys, publicUrl, now }} />
      </div>
      <div className="grid grid-cols-1 gap-4">
        <PreviewCard {...shared} settings={settings} isChanged={isChanged} />
        <KeysCard {...shared} keys={keys} now={now} />
        <SharesCard {...shared} shares={shares} now={now} />
      </div>
    </div>
  );
}

type SaveProps = {
  embed: Embed;
  workspace: string;
  settings: EmbedSettings;
  isChanged: boolean;
  onSaved: (embed: Embed) => void;
};

function SaveBar({ embed, workspace, settings, isChanged, onSaved }: SaveProps) {
  const router = useRouter();
  const { isBusy, fault, run } = useAction();
  const save = () =>
    run(async () => {
      onSaved(await updateEmbed(workspace, embed.id, { settings }));
      router.refresh();
    });
  const remove = async (): Promise<void> => {
    await removeEmbed(workspace, embed.id);
    router.push(`/settings/embeds?workspace=${workspace}`);
  };
  return (
    <div className="grid gap-3">
      {fault !== null && <Notice tone="bad">{fault}</Notice>}
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" disabled={!isChanged || isBusy} aria-busy={isBusy} onClick={() => void save()}>
          Save
        </Button>
        {isChanged && (
          <Button variant="quiet" onClick={() => onSaved(embed)}>
            Undo changes
          </Button>
        )}
        <span className="ml-auto">
          <ConfirmButton
            label="End this embed"
            title={`End the embed of “${embed.name}”?`}
            description={`It is no longer shown anywhere, and its own keys and links are gone with it. The ${embed.kind} stays.`}
            confirm="End the embed"
            action={remove}
          />
        </span>
      </div>
    </div>
  );
}
