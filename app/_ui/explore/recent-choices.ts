const most = 5;

/** What was chosen last of a kind of thing, newest first. Empty where the browser keeps nothing. */
export function recentChoices(kind: string): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(keyOf(kind)) ?? '[]');
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberChoice(kind: string, value: string): void {
  try {
    const next = [value, ...recentChoices(kind).filter((known) => known !== value)].slice(0, most);
    localStorage.setItem(keyOf(kind), JSON.stringify(next));
  } catch {
    // A browser that keeps nothing offers the most frequent ones first, which is fine.
  }
}

const keyOf = (kind: string): string => `sightglass-recent-${kind}`;
