import { escapeXml } from '@/lib/chart/svg';
import { sortedRows, type TableModel } from '@/lib/chart/table-model';

/** More are not looked at in a frame; whoever needs all of them has the CSV. */
const maxRows = 200;

/** An answer as a table that can be read, selected and scrolled. */
export function tableHtml(model: TableModel): string {
  const kind = (index: number) => (model.columns[index]?.type === 'number' ? ' class="sg-num"' : '');
  const head = model.columns.map(({ name }, index) => `<th scope="col"${kind(index)}>${escapeXml(name)}</th>`).join('');
  const rows = sortedRows(model.rows, model.sortedBy);
  const body = rows
    .slice(0, maxRows)
    .map((row) => `<tr>${row.texts.map((cell, index) => `<td${kind(index)}>${escapeXml(cell)}</td>`).join('')}</tr>`)
    .join('');
  const more = rows.length > maxRows ? `<p class="sg-none">+ ${rows.length - maxRows}</p>` : '';
  const label = escapeXml(model.title);
  return `<div class="sg-scroll" tabindex="0" role="region" aria-label="${label}"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>${more}</div>`;
}
