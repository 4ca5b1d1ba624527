import { columnTargets, type ImportMapping } from '../../lib/model/import-job';

export type CliArguments = {
  file: string;
  /** Event name for files without a column of names. */
  name: string | undefined;
  maps: { column: string; to: ImportMapping['columns'][number]['to'] }[];
  timezone: string | undefined;
  isSure: boolean;
  /** Loads a file a second time although it has been loaded. */
  again: boolean;
  url: string | undefined;
  key: string | undefined;
};

export const usage = `npm run import -- FILE [options]

Loads a CSV, NDJSON or Parquet file or an Apache or nginx access log into the portal. Run the same command again
after an interruption: it goes on where it stopped.

  --name NAME          event name, when no column has it
  --map COLUMN=TARGET  what a column is: ${columnTargets.join(', ')} (repeat it)
  --timezone ZONE      zone of times that carry none (default UTC)
  --yes                start without asking
  --again              load a file that has been loaded before once more
  --url URL            the portal (default: the one of the data folder, or http://localhost:3000)
  --key KEY            an API key with the scope "manage" (default: SIGHTGLASS_INIT_API_KEY, or that of the data folder)
`;

/** The command line, or what is wrong with it. */
export function readArguments(argv: readonly string[]): CliArguments | { fault: string } {
  const result: CliArguments = {
    file: '',
    name: undefined,
    maps: [],
    timezone: undefined,
    isSure: false,
    again: false,
    url: undefined,
    key: undefined,
  };
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const fault = word.startsWith('--') ? takeOption(result, word, rest) : takeFile(result, word);
    if (fault !== null) return { fault };
  }
  return result.file === '' ? { fault: 'Name the file to import.' } : result;
}

function takeFile(result: CliArguments, word: string): string | null {
  if (result.file !== '') return `One file at a time: ${result.file} or ${word}?`;
  result.file = word;
  return null;
}

const valued = { '--name': 'name', '--timezone': 'timezone', '--url': 'url', '--key': 'key' } as const;

function takeOption(result: CliArguments, word: string, rest: string[]): string | null {
  if (word === '--yes') result.isSure = true;
  else if (word === '--again') result.again = true;
  else {
    if (word !== '--map' && !(word in valued)) return `There is no option ${word}.`;
    const value = rest.shift();
    if (value === undefined) return `${word} needs a value.`;
    if (word === '--map') return takeMap(result, value);
    result[valued[word as keyof typeof valued]] = value;
  }
  return null;
}

function takeMap(result: CliArguments, value: string): string | null {
  const at = value.lastIndexOf('=');
  const to = columnTargets.find((target) => target === value.slice(at + 1));
  if (at < 1 || to === undefined)
    return `--map takes COLUMN=TARGET with one of ${columnTargets.join(', ')}; got ${value}`;
  result.maps.push({ column: value.slice(0, at), to });
  return null;
}

/** The inferred mapping with the corrections of the command line; names a column that the file does not have. */
export function correctMapping(mapping: ImportMapping, args: CliArguments): ImportMapping | { fault: string } {
  const columns = mapping.columns.map((column) => ({ ...column }));
  for (const { column, to } of args.maps) {
    const target = columns.find((each) => each.column === column);
    if (!target)
      return { fault: `The file has no column ${column}; it has ${columns.map((each) => each.column).join(', ')}.` };
    // A single target moves: what had it before is kept as a property.
    const isSingle = to !== 'property' && to !== 'skip';
    for (const other of columns.filter((each) => isSingle && each.to === to)) other.to = 'property';
    target.to = to;
  }
  return {
    ...mapping,
    columns,
    eventName: args.name ?? mapping.eventName,
    timezone: args.timezone ?? mapping.timezone,
  };
}
