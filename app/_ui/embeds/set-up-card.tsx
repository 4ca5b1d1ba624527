'use client';

import { useRouter } from 'next/navigation';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import type { EmbedKind } from '@/lib/model/embed';
import { createEmbed } from './embed-calls';

type Props = { workspace: string; kind: EmbedKind; resourceId: string; title: string };

/** The first step of an embed: nothing is shown to anybody before it. */
export function SetUpCard({ workspace, kind, resourceId, title }: Props) {
  const router = useRouter();
  const { isBusy, fault, run } = useAction();
  const setUp = () =>
    run(async () => {
      const embed = await createEmbed(workspace, { kind, resourceId });
      router.push(`/settings/embeds/${embed.id}?workspace=${workspace}`);
    });
  return (
    <Card className="mb-4">
      <CardHeader
        title={`Embed “${title}”`}
        description={`Nobody sees the ${kind} elsewhere until you make a key or a link for it on the next page.`}
        action={
          <Button variant="primary" aria-busy={isBusy} disabled={isBusy} onClick={() => void setUp()}>
            Set up
          </Button>
        }
      />
      <CardBody className="pt-2">{fault !== null && <Notice tone="bad">{fault}</Notice>}</CardBody>
    </Card>
  );
}
