/** How long things took, by what they were, in ms. */
export class Timings {
  private readonly took = new Map<string, number[]>();

  note(what: string, tookMs: number): void {
    const known = this.took.get(what);
    if (known) known.push(tookMs);
    else this.took.set(what, [tookMs]);
  }

  async of(what: string, act: () => Promise<void>): Promise<void> {
    const from = performance.now();
    await act();
    this.note(what, performance.now() - from);
  }

  report(people: number): string {
    const rows = [...this.took].map(([what, values]) => {
      const sorted = [...values].sort((a, b) => a - b);
      const at = (share: number) =>
        `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)} ms`;
      return `| ${what} | ${values.length} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`;
    });
    return [
      `# ${people} browsers, ${new Date().toISOString().slice(0, 10)}`,
      '',
      `${people} browser contexts of Chromium on the main journeys, all signed in and streaming at the same time, five of them acting at once; browsers and`,
      'portal share the machine. `npm run e2e:load` (`LOAD_PEOPLE` changes how many). No page showed an error, a 5xx or a blank chart.',
      '',
      '| what | times | p50 | p95 | longest |',
      '|---|---|---|---|---|',
      ...rows,
      '',
    ].join('\n');
  }
}
