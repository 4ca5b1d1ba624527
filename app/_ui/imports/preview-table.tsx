import { Table, Td, Th, Tr } from '@/app/_ui/kit/table';
import type { PreviewRow } from '@/lib/model/import-preview';
import { moment } from './job-words';

/** The first rows of the file as they would be stored. */
export function PreviewTable({ rows }: { rows: readonly PreviewRow[] }) {
  return (
    <Table aria-label="First rows as they would be stored">
      <thead>
        <tr>
          <Th>Time (UTC)</Th>
          <Th>Event</Th>
          <Th>User</Th>
          <Th className="text-right">Value</Th>
          <Th>Properties</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <Tr key={at}>
            {row.ok ? (
              <>
                <Td className="font-mono text-xs whitespace-nowrap">{moment(row.event.timestamp)}</Td>
                <Td className="whitespace-nowrap">{row.event.name}</Td>
                <Td className="max-w-32 truncate text-muted">{row.event.user || '–'}</Td>
                <Td className="text-right tabular-nums">{row.event.value ?? '–'}</Td>
                <Td
                  className="max-w-96 truncate font-mono text-xs text-muted"
                  title={JSON.stringify(row.event.properties)}
                >
                  {JSON.stringify(row.event.properties)}
                </Td>
              </>
            ) : (
              <Td colSpan={5} className="text-bad">
                Will be left out: {row.reason}
              </Td>
            )}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
