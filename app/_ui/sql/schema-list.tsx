import { columnText, eventColumns, literalText, type SqlSchema } from './sql-columns';

type Props = { schema: SqlSchema; onInsert: (text: string) => void };

/** What there is to ask about; a click writes it into the statement. */
export function SchemaList({ schema, onInsert }: Props) {
  return (
    <div className="scroll-quiet grid max-h-[34rem] gap-4 overflow-y-auto">
      <Names title="Columns of events">
        {eventColumns.map(({ name, type, about }) => (
          <Name key={name} text={name} detail={type} hint={about} onClick={() => onInsert(name)} />
        ))}
      </Names>
      {schema.properties.length > 0 && (
        <Names title="Properties">
          {schema.properties.map(({ field, type }) => (
            <Name
              key={field}
              text={field.replace(/^properties\./, '')}
              detail={type}
              onClick={() => onInsert(columnText(field))}
            />
          ))}
        </Names>
      )}
      {schema.events.length > 0 && (
        <Names title="Event names">
          {schema.events.map(({ name, count }) => (
            <Name
              key={name}
              text={name}
              detail={count.toLocaleString('en')}
              onClick={() => onInsert(literalText(name))}
            />
          ))}
        </Names>
      )}
    </div>
  );
}

function Names({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className="px-2 pb-1 text-xs font-medium text-faint">{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}

type NameProps = { text: string; detail: string; hint?: string; onClick: () => void };

function Name({ text, detail, hint, onClick }: NameProps) {
  return (
    <li>
      <button
        type="button"
        title={hint ?? `Write ${text} into the statement`}
        onClick={onClick}
        className="flex w-full items-baseline gap-2 rounded-md px-2 py-1 text-left text-sm hover:bg-hover"
      >
        <span className="min-w-0 flex-1 truncate font-mono text-xs">{text}</span>
        <span className="shrink-0 text-xs text-faint tabular-nums">{detail}</span>
      </button>
    </li>
  );
}
