import * as fc from 'fast-check';
import { addressOf, matchesAddress, readUrlPattern, type UrlPattern } from '../../src/streams/url-pattern';
import { anyText } from '../support/any-text';

function patternOf(source: string): UrlPattern {
  const read = readUrlPattern(source);
  if (!read.ok) throw new Error(`${source}: ${read.problem}`);
  return read.pattern;
}

function matches(source: string, url: string): boolean {
  const address = addressOf(url);
  return address !== null && matchesAddress(patternOf(source), address);
}

describe('a pattern of addresses', () => {
  it.each([
    // The whole of the web.
    ['*', 'https://any.example/thing?x#y', true],
    ['*', 'http://localhost:8080/', true],
    ['*', 'ftp://files.example/', false],
    // A site's front page alone.
    ['http://website.com', 'http://website.com/', true],
    ['http://website.com', 'http://website.com', true],
    ['http://website.com/', 'http://website.com?utm_source=x#top', true],
    ['http://website.com', 'http://website.com/page', false],
    ['http://website.com', 'https://website.com/', false],
    // A scheme that is left out, or a star, is both.
    ['website.com', 'https://website.com/', true],
    ['website.com', 'http://website.com/', true],
    ['*://website.com/*', 'http://website.com/page', true],
    // Scheme and host have no case, a path has.
    ['HTTPS://WebSite.COM/Folder', 'https://website.com/Folder', true],
    ['https://website.com/Folder', 'https://WEBSITE.com/folder', false],
    // A trailing slash makes no difference.
    ['https://website.com/folder', 'https://website.com/folder/', true],
    ['https://website.com/folder/', 'https://website.com/folder', true],
    ['https://website.com/folder/*', 'https://website.com/folder', true],
    ['https://website.com/folder/*', 'https://website.com/folder/a/b/c', true],
    ['https://website.com/folder/*', 'https://website.com/folders', false],
    ['https://website.com/folder*', 'https://website.com/folders', true],
    ['https://website.com/*', 'https://website.com', true],
    // Wildcards anywhere in the path.
    ['https://website.com/*/pricing', 'https://website.com/sv/pricing', true],
    ['https://website.com/*/pricing', 'https://website.com/a/b/pricing/', true],
    ['https://website.com/*/pricing', 'https://website.com/pricing', false],
    ['https://website.com/a*b*c', 'https://website.com/a-b-b-c', true],
    ['https://website.com/a*b*c', 'https://website.com/a-c-b', false],
    ['https://website.com/**', 'https://website.com/x', true],
    ['https://website.com/a*a', 'https://website.com/a', false],
    // What lies below a domain, at any depth, and not the domain itself.
    ['https://*.website.com/*', 'https://www.website.com/', true],
    ['https://*.website.com', 'https://a.b.website.com/', true],
    ['https://*.website.com', 'https://website.com/', false],
    ['https://*.website.com', 'https://otherwebsite.com/', false],
    ['https://*/pricing', 'https://whoever.example/pricing', true],
    // Ports.
    ['https://website.com:443/', 'https://website.com/', true],
    ['website.com:443/', 'https://website.com/', true],
    ['website.com:443/', 'http://website.com/', false],
    ['http://localhost:3000/*', 'http://localhost:3000/a', true],
    ['http://localhost:3000/*', 'http://localhost:3001/a', false],
    ['http://localhost/*', 'http://localhost:3000/a', false],
    ['http://localhost:*/*', 'http://localhost:3000/a', true],
    ['localhost:3000', 'http://localhost:3000/', true],
    ['https://website.com:08443/', 'https://website.com:8443/', true],
    // International names and escapes, however they are spelled.
    ['https://bücher.example/*', 'https://xn--bcher-kva.example/x', true],
    ['https://xn--bcher-kva.example', 'https://BÜCHER.example', true],
    ['https://*.bücher.example', 'https://www.bücher.example', true],
    ['https://website.com/café', 'https://website.com/caf%c3%a9', true],
    ['https://website.com/caf%c3%a9', 'https://website.com/café', true],
    ['https://website.com/%7Euser', 'https://website.com/~user', true],
    ['https://website.com/a%2Fb', 'https://website.com/a/b', false],
    ['https://website.com/a%2Ab', 'https://website.com/axb', false],
    ['https://website.com/a/../b', 'https://website.com/b', true],
    ['https://website.com./x', 'https://website.com/x', true],
    // Numbers for names.
    ['http://127.0.0.1/*', 'http://127.0.0.1/x', true],
    ['http://[::1]:8080/*', 'http://[::1]:8080/x', true],
  ])('%s and %s: %s', (source, url, expected) => {
    expect(matches(source, url)).toBe(expected);
  });

  it.each([
    ['', /empty/],
    ['   ', /empty/],
    ['not a page', /space/],
    ['https://website.com/a b', /space/],
    ['https://website.com\\folder', /character/],
    ['javascript:alert(1)', /“javascript” is no scheme/],
    ['mailto:a@b.example', /“mailto” is no scheme/],
    ['ftp://website.com/', /“ftp” is no scheme/],
    ['https://user:secret@website.com/', /user name/],
    ['https://website.com/?a=b', /query parameter/],
    ['https://website.com/#top', /#/],
    ['https://', /no host/],
    ['/pricing', /no host/],
    ['pricing', /“pricing” is no host/],
    ['https://web*site.com/', /“web\*site.com” is no host/],
    ['https://www.*.com/', /no host/],
    ['https://**.com/', /no host/],
    ['https://website..com/', /no host/],
    ['https://*.127.0.0.1/', /no host/],
    ['https://website.com:99999/', /99999 is no port/],
    ['https://website.com:abc/', /no host/],
    [`https://website.com/${'a'.repeat(2_048)}`, /too long/],
    ['https://website.com/\u0000', /character/],
    ['https://website.com/\u202Egnp.exe', /character/],
  ])('%j is none, and it is said what to write', (source, problem) => {
    const read = readUrlPattern(source);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.problem).toMatch(problem);
  });
});

/** The plainest way to say what a wildcard means: by everything that it may stand for. */
function slowly(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern[0] === '*') {
    return Array.from({ length: text.length + 1 }, (_, index) => index).some((index) =>
      slowly(pattern.slice(1), text.slice(index)),
    );
  }
  return pattern[0] === text[0] && slowly(pattern.slice(1), text.slice(1));
}

const closed = (path: string): string => (/[/*]$/.test(path) ? path : `${path}/`);
const textOf = (alphabet: string, maxLength: number) =>
  fc.array(fc.constantFrom(...alphabet), { maxLength }).map((letters) => letters.join(''));

test('any pattern of a path matches what it matches by the plainest definition', () => {
  fc.assert(
    fc.property(textOf('ab/*', 9), textOf('ab/', 10), (pattern, path) => {
      // Two slashes in front would begin another host, dots another folder: neither is in question here.
      const [source, visited] = [`/x${pattern}`, `/x${path}`];
      const expected = slowly(closed(source), visited.endsWith('/') ? visited : `${visited}/`);
      expect(matches(`https://host.example${source}`, `https://host.example${visited}`)).toBe(expected);
    }),
    { numRuns: 1_500 },
  );
});

test('whatever is typed as a pattern is read or refused, and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(anyText(), textOf('*.:/@[]%?#aé0', 30)), fc.webUrl(), (source, url) => {
      const read = readUrlPattern(source);
      if (!read.ok) expect(read.problem).toMatch(/^.+[.]$/s);
      else expect(typeof matches(source, url)).toBe('boolean');
    }),
    { numRuns: 1_000 },
  );
});

test('an address matches the pattern that it is itself, and the one of its whole site', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
      const { origin, pathname } = new URL(url);
      expect(matches(`${origin}/*`, url)).toBe(true);
      if (!pathname.includes('*')) expect(matches(`${origin}${pathname}`, url)).toBe(true);
    }),
  );
});

describe('a bomb in a target', () => {
  const site = 'https://host.example';
  const steps = (source: string, url: string): number => {
    const [pattern, address] = [patternOf(source), addressOf(url)];
    if (address === null) throw new Error('No address.');
    const began = process.cpuUsage();
    for (let round = 0; round < 100; round += 1) matchesAddress(pattern, address);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 100;
  };

  it.each([
    [
      'stars between letters that are all there but the last',
      `${site}/${'a*'.repeat(900)}b`,
      `${site}/${'a'.repeat(2_000)}`,
    ],
    ['a long piece that nearly comes at every place', `${site}/*${'a'.repeat(900)}b*`, `${site}/${'a'.repeat(2_000)}`],
    ['what would blow up a regular expression', `${site}/(a+)+$*(a*)*`, `${site}/${'a'.repeat(2_000)}!`],
    ['nothing but stars', `${site}/${'*'.repeat(2_000)}`, `${site}/${'a'.repeat(2_000)}`],
  ])('%s: takes less than a millisecond', (_what, source, url) => {
    expect(steps(source, url)).toBeLessThan(1_000);
  });

  it('is taken by its letters, never as an expression', () => {
    expect(matches(`${site}/(a+)+$`, `${site}/(a+)+$`)).toBe(true);
    expect(matches(`${site}/a.c`, `${site}/abc`)).toBe(false);
  });
});
