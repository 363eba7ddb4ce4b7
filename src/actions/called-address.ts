/**
 * Addresses that somebody names for this process to call. Whether one may be called at all is judged whenever it is, and
 * nowhere else: a name leads elsewhere tomorrow. Here is said what can be seen by looking at it.
 */
import { parsedUrl } from '../routing/address';

const longestUrl = 2_000;
const ownMachine = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** What is wrong with it, in a sentence; null: nothing. */
export function addressFault(text: string, example: string): string | null {
  const url = text.length > longestUrl ? null : parsedUrl(text);
  if (url === null) return `This is no address. Write one such as ${example}.`;
  const { protocol, hostname, username, password, hash } = url;
  if (username !== '' || password !== '') return 'Leave the user name and the password out of the address.';
  if (hash !== '') return 'Leave out what stands behind the #: it is never sent.';
  if (protocol === 'https:' || (protocol === 'http:' && ownMachine.test(hostname))) return null;
  return 'Only addresses that begin with https:// are called.';
}
