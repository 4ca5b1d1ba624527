'use client';

import { Input, Select } from '@/app/_ui/kit/field';
import { Table, Td, Th, Tr } from '@/app/_ui/kit/table';
import { columnTargets, type ColumnMapping, type ImportMapping } from '@/lib/model/import-job';
import type { ImportPreview } from '@/lib/model/import-preview';

const targetWords: Record<ColumnMapping['to'], string> = {
  name: 'Event name',
  timestamp: 'Time',
  id: 'Event id',
  user: 'User',
  session: 'Session',
  value: 'Value',
  property: 'Property',
  skip: 'Leave out',
};
const typeWords = { text: 'Text', number: 'Number', boolean: 'Yes or no', time: 'Time' } as const;

type Props = { mapping: ImportMapping; samples: ImportPreview['columns']; onChange: (mapping: ImportMapping) => void };

/** What becomes of each column. A target that only one column can have moves to the column it is given to. */
export function MappingTable({ mapping, samples, onChange }: Props) {
  const change = (at: number, next: Partial<ColumnMapping>): void =>
    onChange({
      ...mapping,
      columns: mapping.columns.map((column, index) => changed(column, { isSelf: index === at, next })),
    });
  return (
    <Table aria-label="Columns of the file">
      <thead>
        <tr>
          <Th>Column</Th>
          <Th className="max-sm:hidden">Some values</Th>
          <Th>Becomes</Th>
          <Th>Read as</Th>
        </tr>
      </thead>
      <tbody>
        {mapping.columns.map((column, at) => (
          <ColumnRow
            key={column.column}
            column={column}
            values={valuesOf(samples, column)}
            onChange={(next) => change(at, next)}
          />
        ))}
      </tbody>
    </Table>
  );
}

type RowProps = { column: ColumnMapping; values: string; onChange: (next: Partial<ColumnMapping>) => void };

function ColumnRow({ column, values, onChange }: RowProps) {
  return (
    <Tr>
      <Td className="font-mono text-xs max-sm:max-w-28">
        <span className="block max-sm:truncate">{column.column}</span>
        <span className="block truncate pt-1 font-sans text-muted sm:hidden">{values}</span>
      </Td>
      <Td className="max-w-64 truncate text-muted max-sm:hidden" title={values}>
        {values || <span className="text-faint">empty</span>}
      </Td>
      <Td>
        <div className="flex min-w-28 flex-col gap-1.5 sm:min-w-36 sm:flex-row">
          <Select
            aria-label={`What ${column.column} becomes`}
            value={column.to}
            onChange={(event) => onChange({ to: event.target.value as ColumnMapping['to'] })}
          >
            {columnTargets.map((target) => (
              <option key={target} value={target}>
                {targetWords[target]}
              </option>
            ))}
          </Select>
          {column.to === 'property' && (
            <Input
              aria-label={`Name of the property of ${column.column}`}
              className="min-w-28 font-mono text-xs"
              value={column.as ?? column.column}
              maxLength={200}
              onChange={(event) => onChange({ as: event.target.value })}
            />
          )}
        </div>
      </Td>
      <Td>
        <Select
          aria-label={`Type of ${column.column}`}
          className="min-w-20 sm:min-w-24"
          disabled={column.to !== 'property'}
          value={column.type ?? 'text'}
          onChange={(event) => onChange({ type: event.target.value as NonNullable<ColumnMapping['type']> })}
        >
          {Object.entries(typeWords).map(([type, word]) => (
            <option key={type} value={type}>
              {word}
            </option>
          ))}
        </Select>
      </Td>
    </Tr>
  );
}

function changed(
  column: ColumnMapping,
  { isSelf, next }: { isSelf: boolean; next: Partial<ColumnMapping> },
): ColumnMapping {
  if (isSelf) return { ...column, ...next };
  const isTaken = next.to !== undefined && next.to !== 'property' && next.to !== 'skip' && column.to === next.to;
  return isTaken ? { ...column, to: 'property' } : column;
}

const valuesOf = (samples: ImportPreview['columns'], { column }: ColumnMapping): string =>
  samples.find((each) => each.column === column)?.values.join(', ') ?? '';
