/** What a page tells of a visit. The browser says most of it, so what cannot be used is left out where no author could mend it. */
import { isTimeZone } from '../routing/zone';
import { done, type Outcome } from '../routing/refusal';
import { cleanName } from '../routing/text';
import type { VisitReport } from '../streams/dwell';
import { isLanguageTag, languageTag } from '../streams/languages';
import { addressOf } from '../streams/url-pattern';
import { Faults } from './faults';

export interface VisitInput {
  readonly viewId: string | null;
  readonly referrer: string | null;
  readonly language: string | null;
  readonly timeZone: string | null;
  readonly secondsOnPage: number | null;
  readonly secondsOnSite: number | null;
  readonly scrollPercent: number | null;
  readonly exitIntent: boolean | null;
}

export interface Visit {
  readonly referrer: string | null;
  readonly language: string | null;
  readonly timeZone: string | null;
  readonly report: VisitReport;
}

const maxReferrerLength = 2_048;
const seconds = { min: 0, max: 86_400 };

export function readVisit(input: VisitInput | null, field: readonly string[]): Outcome<Visit> {
  if (input === null) return done(unvisited);
  const faults = new Faults();
  const { secondsOnPage, secondsOnSite, scrollPercent, exitIntent } = input;
  faults.range(secondsOnPage, { ...seconds, what: 'The time on the page', field: [...field, 'secondsOnPage'] });
  faults.range(secondsOnSite, { ...seconds, what: 'The time on the site', field: [...field, 'secondsOnSite'] });
  const scrolled = { min: 0, max: 100, what: 'How far the page was scrolled', field: [...field, 'scrollPercent'] };
  faults.range(scrollPercent, scrolled);
  const visit: Visit = {
    referrer: readReferrer(input.referrer),
    language: readLanguage(input.language, [...field, 'language'], faults),
    timeZone: readTimeZone(input.timeZone, [...field, 'timeZone'], faults),
    report: {
      viewId: readViewId(input.viewId, [...field, 'viewId'], faults),
      secondsOnPage: secondsOnPage ?? 0,
      secondsOnSite: secondsOnSite ?? secondsOnPage ?? 0,
      scrollPercent: scrollPercent ?? 0,
      exitIntent: exitIntent ?? false,
    },
  };
  return faults.any ? faults.refused() : done(visit);
}

const unvisited: Visit = {
  referrer: null,
  language: null,
  timeZone: null,
  report: { viewId: null, secondsOnPage: 0, secondsOnSite: 0, scrollPercent: 0, exitIntent: false },
};

/** Whoever linked here writes it: a page that is none counts as none, and one that is too long as its site. */
function readReferrer(raw: string | null): string | null {
  const referrer = raw?.trim() ?? '';
  if (addressOf(referrer) === null) return null;
  const { href, origin } = new URL(referrer);
  return href.length > maxReferrerLength ? `${origin}/`.slice(0, maxReferrerLength) : href;
}

export function readLanguage(raw: string | null, field: readonly string[], faults: Faults): string | null {
  const tag = raw?.trim() ?? '';
  if (tag === '') return null;
  if (tag.length <= 100 && isLanguageTag(tag)) return languageTag(tag);
  const said = cleanName(tag.slice(0, 50));
  faults.add(`“${said}” is no language. Give a tag such as navigator.language tells it: sv, pt-BR, zh-Hant.`, field);
  return null;
}

function readTimeZone(raw: string | null, field: readonly string[], faults: Faults): string | null {
  const name = raw?.trim() ?? '';
  if (name === '') return null;
  if (isTimeZone(name)) return name;
  const said = cleanName(name.slice(0, 50));
  faults.add(`“${said}” is no time zone. Give its IANA name, such as Europe/Stockholm.`, field);
  return null;
}

function readViewId(raw: string | null, field: readonly string[], faults: Faults): string | null {
  if (raw === null || raw === '') return null;
  if (/^[\w.:-]{1,64}$/.test(raw)) return raw;
  faults.add(
    'The key of a view is 1 to 64 letters, digits, points, colons, hyphens or underscores. A UUID will do.',
    field,
  );
  return null;
}
