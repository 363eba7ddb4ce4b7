import { parsedUrl } from '../routing/address';
import { done, refuse, type Outcome } from '../routing/refusal';

const maxPageUrlLength = 2_048;

/** An address of the web, as staff may click on it later: never `javascript:` or a file. */
export function readPageUrl(raw: string | null): Outcome<string | null> {
  if (raw === null || raw.trim() === '') return done(null);
  const field = ['pageUrl'];
  if (raw.length > maxPageUrlLength) {
    return refuse('INVALID', `The page's address is too long. Shorten it to ${maxPageUrlLength} characters.`, field);
  }
  const url = parsedUrl(raw);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.href.length > maxPageUrlLength) {
    return refuse('INVALID', 'The page needs a full address that begins with https:// or http://.', field);
  }
  return done(url.href);
}
