import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import type { SqlExample } from './sql-examples';

type Props = { examples: readonly SqlExample[]; onPick: (sql: string) => void };

/** Something to start from; a click writes it into the editor and runs it. */
export function SqlExamples({ examples, onPick }: Props) {
  return (
    <Card>
      <CardHeader title="Start from one of these" />
      <CardBody className="grid gap-3 sm:grid-cols-2">
        {examples.map(({ title, sql }) => (
          <button
            key={title}
            type="button"
            onClick={() => onPick(sql)}
            className="grid content-start gap-1.5 rounded-md border border-line p-3 text-left transition-colors hover:border-field hover:bg-hover"
          >
            <span className="text-sm font-medium">{title}</span>
            <code className="line-clamp-5 font-mono text-xs break-words whitespace-pre-wrap text-muted">{sql}</code>
          </button>
        ))}
      </CardBody>
    </Card>
  );
}
