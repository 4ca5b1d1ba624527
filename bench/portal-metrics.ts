/** Reads `/metrics` of a portal once. The answer sums the series of a name whose labels match, all of them by default. */
export async function portalMetrics(url: string): Promise<(name: string, labels?: string) => number> {
  const lines = (await (await fetch(`${url}/metrics`, { headers: { connection: 'close' } })).text()).split('\n');
  return (name, labels = '') =>
    lines
      .filter((line) => (line.startsWith(`${name} `) || line.startsWith(`${name}{`)) && line.includes(labels))
      .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}
