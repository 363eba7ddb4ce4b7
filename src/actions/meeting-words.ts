/** What visitors read about their meetings, in the languages of the system's texts. */
import { includesLanguage } from '../streams/languages';

export interface MeetingTold {
  readonly agentName: string;
  readonly startsAt: Date;
  readonly timeZone: string;
}

interface Words {
  readonly language: string;
  /** For the dates. */
  readonly locale: string;
  readonly booked: (agent: string, when: string) => string;
  readonly moved: (agent: string, when: string) => string;
  readonly cancelled: (agent: string, when: string) => string;
  readonly title: (agent: string, attendee: string) => string;
  readonly place: string;
  /** Before the link. */
  readonly change: string;
  /** For the agent: what became of the meeting with whom. */
  readonly staff: Readonly<Record<'booked' | 'moved' | 'cancelled', (who: string) => string>>;
  readonly when: string;
}

const english: Words = {
  language: 'en',
  locale: 'en-GB',
  booked: (agent, when) => `Your meeting with ${agent} is booked: ${when}.`,
  moved: (agent, when) => `Your meeting with ${agent} is moved: ${when}.`,
  cancelled: (agent, when) => `Your meeting with ${agent} is cancelled: ${when}.`,
  title: (agent, attendee) => `Meeting: ${agent} and ${attendee}`,
  place: 'Where',
  change: 'To move or cancel it:',
  staff: {
    booked: (who) => `The meeting with ${who} is booked.`,
    moved: (who) => `The meeting with ${who} is moved.`,
    cancelled: (who) => `The meeting with ${who} is cancelled.`,
  },
  when: 'When',
};

const translations: readonly Words[] = [
  {
    language: 'zh-Hant',
    locale: 'zh-Hant-TW',
    booked: (agent, when) => `您與 ${agent} 的會議已預訂：${when}。`,
    moved: (agent, when) => `您與 ${agent} 的會議已改期：${when}。`,
    cancelled: (agent, when) => `您與 ${agent} 的會議已取消：${when}。`,
    title: (agent, attendee) => `會議：${agent} 與 ${attendee}`,
    place: '地點',
    change: '如需改期或取消：',
    staff: {
      booked: (who) => `與 ${who} 的會議已預訂。`,
      moved: (who) => `與 ${who} 的會議已改期。`,
      cancelled: (who) => `與 ${who} 的會議已取消。`,
    },
    when: '時間',
  },
  {
    language: 'zh',
    locale: 'zh-Hans-CN',
    booked: (agent, when) => `您与 ${agent} 的会议已预订：${when}。`,
    moved: (agent, when) => `您与 ${agent} 的会议已改期：${when}。`,
    cancelled: (agent, when) => `您与 ${agent} 的会议已取消：${when}。`,
    title: (agent, attendee) => `会议：${agent} 与 ${attendee}`,
    place: '地点',
    change: '如需改期或取消：',
    staff: {
      booked: (who) => `与 ${who} 的会议已预订。`,
      moved: (who) => `与 ${who} 的会议已改期。`,
      cancelled: (who) => `与 ${who} 的会议已取消。`,
    },
    when: '时间',
  },
  {
    language: 'sv',
    locale: 'sv-SE',
    booked: (agent, when) => `Ditt möte med ${agent} är bokat: ${when}.`,
    moved: (agent, when) => `Ditt möte med ${agent} är flyttat: ${when}.`,
    cancelled: (agent, when) => `Ditt möte med ${agent} är avbokat: ${when}.`,
    title: (agent, attendee) => `Möte: ${agent} och ${attendee}`,
    place: 'Plats',
    change: 'Flytta eller avboka mötet:',
    staff: {
      booked: (who) => `Mötet med ${who} är bokat.`,
      moved: (who) => `Mötet med ${who} är flyttat.`,
      cancelled: (who) => `Mötet med ${who} är avbokat.`,
    },
    when: 'När',
  },
  {
    language: 'nl',
    locale: 'nl-NL',
    booked: (agent, when) => `Je afspraak met ${agent} is geboekt: ${when}.`,
    moved: (agent, when) => `Je afspraak met ${agent} is verplaatst: ${when}.`,
    cancelled: (agent, when) => `Je afspraak met ${agent} is geannuleerd: ${when}.`,
    title: (agent, attendee) => `Afspraak: ${agent} en ${attendee}`,
    place: 'Waar',
    change: 'Verplaatsen of annuleren:',
    staff: {
      booked: (who) => `De afspraak met ${who} is geboekt.`,
      moved: (who) => `De afspraak met ${who} is verplaatst.`,
      cancelled: (who) => `De afspraak met ${who} is geannuleerd.`,
    },
    when: 'Wanneer',
  },
  {
    language: 'it',
    locale: 'it-IT',
    booked: (agent, when) => `Il tuo incontro con ${agent} è prenotato: ${when}.`,
    moved: (agent, when) => `Il tuo incontro con ${agent} è spostato: ${when}.`,
    cancelled: (agent, when) => `Il tuo incontro con ${agent} è annullato: ${when}.`,
    title: (agent, attendee) => `Incontro: ${agent} e ${attendee}`,
    place: 'Dove',
    change: 'Per spostarlo o annullarlo:',
    staff: {
      booked: (who) => `L’incontro con ${who} è prenotato.`,
      moved: (who) => `L’incontro con ${who} è spostato.`,
      cancelled: (who) => `L’incontro con ${who} è annullato.`,
    },
    when: 'Quando',
  },
];
/** Browsers say where they are; that script goes without saying there. */
const traditional = ['zh-TW', 'zh-HK', 'zh-MO'];

export function meetingWords(language: string | null): Words {
  if (language === null) return english;
  const wanted = traditional.some((one) => includesLanguage(one, language)) ? 'zh-Hant' : language;
  return translations.find((one) => includesLanguage(one.language, wanted)) ?? english;
}

/** What happened, in one sentence of the visitor's language and by the visitor's clock. */
export function meetingSentence(
  what: 'booked' | 'moved' | 'cancelled',
  told: MeetingTold,
  language: string | null,
): string {
  const words = meetingWords(language);
  return words[what](told.agentName, spellTime(told, words.locale));
}

/** `Monday, 23 November 2026 at 10:00 (Europe/Stockholm)` */
export function spellTime({ startsAt, timeZone }: Pick<MeetingTold, 'startsAt' | 'timeZone'>, locale: string): string {
  const spelled = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(startsAt);
  return `${spelled} (${timeZone})`;
}

/** For whoever has no zone of their own here. */
export function spellMoment(at: Date | null, language: string | null): string {
  return at === null ? '' : spellTime({ startsAt: at, timeZone: 'UTC' }, meetingWords(language).locale);
}
