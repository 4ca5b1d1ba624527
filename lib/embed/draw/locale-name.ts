/** A valid BCP 47 tag, or `en`. */
export function localeName(asked: string | null | undefined): string {
  if (!asked || asked.length > 20) return 'en';
  try {
    return Intl.getCanonicalLocales(asked)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
