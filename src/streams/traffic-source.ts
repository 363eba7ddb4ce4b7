/** Where a visitor came from, judged by the address of the page and the one it was reached from. Pure and for good. */
import { addressOf, type PageAddress } from './url-pattern';

export const trafficSources = ['DIRECT', 'SEARCH', 'SOCIAL', 'REFERRAL', 'CAMPAIGN'] as const;
export type TrafficSource = (typeof trafficSources)[number];

/** By the name before the country's part: google.se and google.co.uk are google. */
const searchNames = new Set([
  'google',
  'bing',
  'yandex',
  'baidu',
  'duckduckgo',
  'ecosia',
  'startpage',
  'qwant',
  'sogou',
]);
const searchHosts = new Set([
  'search.yahoo.com',
  'search.brave.com',
  'search.naver.com',
  'kagi.com',
  'search.seznam.cz',
]);
const socialHosts = [
  'facebook.com',
  'fb.me',
  'instagram.com',
  'threads.net',
  'threads.com',
  'twitter.com',
  'x.com',
  't.co',
  'linkedin.com',
  'lnkd.in',
  'reddit.com',
  'youtube.com',
  'youtu.be',
  'tiktok.com',
  'pinterest.com',
  'bsky.app',
  'mastodon.social',
  'weibo.com',
  'vk.com',
  'xing.com',
  't.me',
  'discord.com',
  'news.ycombinator.com',
];
const paidClicks = ['gclid', 'dclid', 'msclkid', 'gbraid', 'wbraid'];

/** What a link says of itself comes before what the browser says of where it stood. */
export function trafficSourceOf(visit: {
  readonly pageUrl: string | null;
  readonly referrer: string | null;
}): TrafficSource {
  const page = visit.pageUrl === null ? null : addressOf(visit.pageUrl);
  const tagged = page === null ? null : taggedSource(new URL(visit.pageUrl ?? '').searchParams);
  if (tagged !== null) return tagged;
  const from = addressOf(visit.referrer ?? '');
  if (from === null || (page !== null && isSameSite(page, from))) return 'DIRECT';
  if (isSearch(from.host)) return 'SEARCH';
  return isSocial(from.host) ? 'SOCIAL' : 'REFERRAL';
}

function taggedSource(parameters: URLSearchParams): TrafficSource | null {
  const given = (name: string): string => (parameters.get(name) ?? '').trim().toLowerCase();
  const medium = given('utm_medium');
  if (medium === 'organic') return 'SEARCH';
  if (medium === 'referral') return 'REFERRAL';
  if (/^(organic[-_ ]?)?social([-_ ]?(media|network))?$/.test(medium)) return 'SOCIAL';
  const isTagged = [medium, given('utm_source'), given('utm_campaign')].some((tag) => tag !== '');
  return isTagged || paidClicks.some((name) => given(name) !== '') ? 'CAMPAIGN' : null;
}

/** One of them lies in the other's domain, or both in one: shop.example.com was reached from www.example.com. */
function isSameSite(one: PageAddress, other: PageAddress): boolean {
  return siteOf(one.host) === siteOf(other.host);
}

/** The last two parts of a name; three where the one before the last is as short as those of `co.uk`. A number is itself. */
function siteOf(host: string): string {
  if (/^[\d.]+$/.test(host) || host.startsWith('[')) return host;
  const parts = host.split('.');
  const isShort = (parts.at(-2)?.length ?? 0) <= 3 && (parts.at(-1)?.length ?? 0) === 2;
  return parts.slice(isShort ? -3 : -2).join('.');
}

function isSearch(host: string): boolean {
  const parts = host.split('.');
  const [name = '', ...ending] = parts[0] === 'www' || parts[0] === 'm' ? parts.slice(1) : parts;
  // Mail, documents and maps of a search engine's house are no search: only the bare name and a country's ending count.
  const isCountry = ending.length === 1 || (ending.length === 2 && ending.every((part) => part.length <= 3));
  return (searchNames.has(name) && isCountry) || searchHosts.has(host);
}

function isSocial(host: string): boolean {
  return socialHosts.some((known) => host === known || host.endsWith(`.${known}`));
}
