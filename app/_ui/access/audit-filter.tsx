import { Button, buttonClass } from '@/app/_ui/kit/button';
import { Card, CardBody } from '@/app/_ui/kit/card';
import { Field, Input, Select } from '@/app/_ui/kit/field';
import type { AuditActor } from '@/lib/model/audit';

export type AuditSearch = Readonly<Record<'actorId' | 'action' | 'target' | 'from' | 'to' | 'text', string>>;
type Props = { search: AuditSearch; actors: readonly AuditActor[]; actions: readonly string[] };

/** A plain form: the filter is in the address, so a view of the log can be linked, and works without script. */
export function AuditFilter({ search, actors, actions }: Props) {
  return (
    <Card>
      <CardBody>
        <form method="get" action="/settings/audit" className="grid grid-cols-2 items-end gap-3 md:grid-cols-6">
          <Field label="Who" htmlFor="audit-who">
            <Select id="audit-who" name="actorId" defaultValue={search.actorId}>
              <option value="">Everybody</option>
              {actors.map(({ actor, actorId, name }) => (
                <option key={`${actor} ${actorId}`} value={actorId}>
                  {actor === 'user' ? name : `${name} (${actor === 'key' ? 'key' : 'portal'})`}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Did what" htmlFor="audit-action">
            <Select id="audit-action" name="action" defaultValue={search.action}>
              <option value="">Anything</option>
              {actions.map((action) => (
                <option key={action} value={action}>
                  {action}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="From (UTC)" htmlFor="audit-from">
            <Input id="audit-from" name="from" type="date" defaultValue={search.from} />
          </Field>
          <Field label="To (UTC)" htmlFor="audit-to">
            <Input id="audit-to" name="to" type="date" defaultValue={search.to} />
          </Field>
          <Field label="Target" htmlFor="audit-target">
            <Input id="audit-target" name="target" defaultValue={search.target} placeholder="chart:…" maxLength={200} />
          </Field>
          <Field label="Text" htmlFor="audit-text">
            <Input id="audit-text" name="text" type="search" defaultValue={search.text} maxLength={200} />
          </Field>
          <div className="col-span-2 flex flex-wrap gap-2 md:col-span-6">
            <Button type="submit" variant="primary">
              Search
            </Button>
            <a href="/settings/audit" className={buttonClass({ variant: 'quiet' })}>
              Clear
            </a>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
