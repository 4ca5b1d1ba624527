import { DeletionList } from '@/app/_ui/access/deletion-list';
import { PersonCard } from '@/app/_ui/access/person-card';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody } from '@/app/_ui/kit/card';
import { Field, Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import { toAppError } from '@/lib/errors/app-error';
import type { PageContext } from '@/lib/http/page-context';
import { findPerson } from '@/lib/people/find-person';
import { listDeletions } from '@/lib/people/list-deletions';

/** A plain form that works without script, what it found, and the deletions of lately. */
export async function PersonSearch({ ctx, userId }: { ctx: PageContext; userId: string }) {
  const [found, deletions] = await Promise.all([userId === '' ? null : look(ctx, userId), listDeletions(ctx)]);
  const { slug } = ctx.workspace;
  return (
    <div className="grid max-w-3xl grid-cols-1 gap-4">
      <Card>
        <CardBody>
          <form method="get" action="/settings/people">
            <Field
              label="User id"
              htmlFor="person-id"
              hint="As it is sent with events, in userId or anonymousId. Case matters."
            >
              <div className="flex gap-3">
                <Input id="person-id" name="id" defaultValue={userId} required maxLength={200} autoComplete="off" />
                <Button type="submit" variant="primary">
                  Find
                </Button>
              </div>
            </Field>
          </form>
        </CardBody>
      </Card>
      {found !== null &&
        ('fault' in found ? (
          <Notice tone="bad" title="It could not be looked up">
            {found.fault}
          </Notice>
        ) : (
          <PersonCard key={userId} workspace={slug} {...found} />
        ))}
      <DeletionList initial={deletions} workspace={slug} renderedAt={ctx.clock.now()} />
    </div>
  );
}

/** An engine that does not answer takes the answer away, not the page. */
async function look(
  ctx: PageContext,
  userId: string,
): Promise<Awaited<ReturnType<typeof findPerson>> | { fault: string }> {
  try {
    return await findPerson(ctx, { userId });
  } catch (error) {
    return { fault: toAppError(error).message };
  }
}
