/**
 * The address, or null for what is none. `URL.canParse` is not asked for it: once optimised, Node 20 takes the letters of a host
 * such as bücher.example for broken bytes and says no (seen with 20.20.2: after some ten thousand calls, for all that follow).
 */
export function parsedUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
