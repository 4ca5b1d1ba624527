import { isPlainFunction } from './sql-functions';

/** Why a statement is not run: in words, and the word of the statement that it is about. */
export type Refusal = { reason: string; word: string };
/** What a statement may do, or the names in it that are only right if the engine has no table of that name. */
export type TreeCheck = { refusal: Refusal } | { names: string[] };

/** Parts of a statement that only read. What is not here (settings, formats, files, every other statement) is refused. */
const readingNodes = new Set([
  ...['SelectWithUnionQuery', 'SelectIntersectExceptQuery', 'SelectQuery', 'ExpressionList', 'Subquery', 'WithElement'],
  ...['TablesInSelectQuery', 'TablesInSelectQueryElement', 'TableExpression', 'TableJoin', 'ArrayJoin', 'SampleRatio'],
  ...['TableIdentifier', 'Identifier', 'Literal', 'Function', 'OrderByElement', 'InterpolateElement', 'Collation'],
  ...['WindowListElement', 'WindowDefinition', 'Asterisk', 'QualifiedAsterisk', 'ColumnsTransformerList'],
  ...['ColumnsRegexpMatcher', 'ColumnsListMatcher', 'QualifiedColumnsRegexpMatcher', 'QualifiedColumnsListMatcher'],
  ...['ColumnsExceptTransformer', 'ColumnsReplaceTransformer', 'ColumnsReplaceTransformer::Replacement'],
]);

const nodeNames: Record<string, Refusal> = {
  Set: { reason: 'Settings cannot be changed here', word: 'settings' },
  // The engine's tree does not show what is applied, so it cannot be checked.
  ColumnsApplyTransformer: { reason: 'APPLY cannot be used here; write the columns out', word: 'apply' },
};

/** Columns of the storage. Offsets in a part would tell how much other workspaces have. */
const storageColumn =
  /^(?:.*\.)?_(?:part|part_\w+|partition_\w+|sample_factor|block_\w+|row_exists|database|table|disk_name|data_version)$/;

/**
 * Checks a statement by the tree that the engine's own parser makes of it (`EXPLAIN AST`, one line a node, by depth): only
 * reading nodes, only `events` as a table, only plain functions. The parser shows every part of a statement but APPLY.
 */
export function checkTree(lines: readonly string[]): TreeCheck {
  const names = new Set<string>();
  const [root] = lines;
  if (root === undefined || !/^SelectWithUnionQuery\b/.test(root))
    return refused('Only SELECT statements can be run here', /^\w*?(?=Query\b|$|\W)/.exec(root ?? '')?.[0] ?? '');
  if (root !== 'SelectWithUnionQuery (children 1)')
    return refused('FORMAT and INTO OUTFILE cannot be used here', 'format');
  for (const line of lines) {
    const refusal = checkNode(line, names);
    if (refusal !== undefined) return { refusal };
  }
  return { names: [...names] };
}

const refused = (reason: string, word: string): TreeCheck => ({ refusal: { reason, word } });

function checkNode(line: string, names: Set<string>): Refusal | undefined {
  const [, kind = '', rest = ''] = /^ *([\w:]+)(?: (.*))?$/.exec(line) ?? [];
  const name = rest.replace(/ ?\(children \d+\)$/, '').replace(/ ?\(alias .*\)$/, '');
  if (!readingNodes.has(kind)) return nodeNames[kind] ?? { reason: 'This part of SQL cannot be used here', word: '' };
  if (kind === 'Function' && !isPlainFunction(name))
    return { reason: `The function ${name} does not exist or cannot be used here`, word: name };
  if (kind === 'TableIdentifier') return checkTable(name, names);
  return kind === 'Identifier' ? checkName(name, names) : undefined;
}

function checkTable(name: string, names: Set<string>): Refusal | undefined {
  if (name === 'events' || name === 'sightglass.events') return undefined;
  if (name.includes('.')) return { reason: `Only the table events can be read here, not ${name}`, word: name };
  names.add(name);
  return undefined;
}

function checkName(name: string, names: Set<string>): Refusal | undefined {
  if (storageColumn.test(name) && !name.includes('properties.'))
    return { reason: `The column ${name} cannot be read here`, word: name };
  // `x IN name` may mean a table.
  if (name !== 'events' && name !== 'sightglass.events') names.add(name);
  return undefined;
}
