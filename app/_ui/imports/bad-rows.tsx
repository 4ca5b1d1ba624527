import { Table, Td, Th, Tr } from '@/app/_ui/kit/table';
import type { ImportJob } from '@/lib/model/import-job';
import { count } from './job-words';

const openUpTo = 10;

/** The rows that were left out, the first hundred of them; a few are shown at once, many when somebody wants to see them. */
export function BadRows({ job: { rowsBad, badRows } }: { job: ImportJob }) {
  if (rowsBad === 0) return null;
  return (
    <details className="rounded-md border border-line" open={rowsBad <= openUpTo}>
      <summary className="cursor-pointer px-3 py-2 text-sm">
        {count(rowsBad)} {rowsBad === 1 ? 'row was' : 'rows were'} left out
        {rowsBad > badRows.length && <span className="text-faint"> (the first {badRows.length} are listed)</span>}
      </summary>
      <Table aria-label="Rows that were left out">
        <thead>
          <tr>
            <Th className="text-right">Line</Th>
            <Th>Reason</Th>
            <Th>Row</Th>
          </tr>
        </thead>
        <tbody>
          {badRows.map(({ line, reason, sample }, at) => (
            <Tr key={at}>
              <Td className="text-right tabular-nums">{line > 0 ? count(line) : '–'}</Td>
              <Td className="min-w-40">{reason}</Td>
              <Td className="max-w-96 truncate font-mono text-xs text-muted" title={sample}>
                {sample}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
