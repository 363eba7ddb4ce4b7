/**
 * What the browser says of its owner, as far as it can be used. On a system without a locale Chromium says "en-US@posix", and
 * without a zone "Etc/Unknown"; `Intl` throws at both and the graph refuses them, so a chat would never begin.
 */
export function usableLanguages(said: readonly string[]): readonly string[] {
  return said.flatMap((each) => {
    try {
      return Intl.getCanonicalLocales(each.split('@')[0]);
    } catch {
      return [];
    }
  });
}

export function usableZone(said: string | undefined): string | null {
  try {
    // Throws where it is none.
    new Intl.DateTimeFormat('en', { timeZone: said });
    return said || null;
  } catch {
    return null;
  }
}

export const zoneSaid = (): string | null => usableZone(new Intl.DateTimeFormat().resolvedOptions().timeZone);
