/** iCalendar, read and written by ical.js. Everything that comes from a calendar is foreign: what cannot be read is passed over. */
import { createRequire } from 'node:module';
import type Ical from 'ical.js' with { 'resolution-mode': 'import' };
import type { BusyTime, CalendarEntry } from '../../actions/meeting-ports';
import { dayMs, instantOf, isTimeZone } from '../../routing/zone';

/** Its types are those of a module, its build for `require` is there all the same. */
const ICAL = createRequire(__filename)('ical.js') as typeof Ical;
type Time = InstanceType<typeof Ical.Time>;
type Component = InstanceType<typeof Ical.Component>;
type Event = InstanceType<typeof Ical.Event>;
type Recur = InstanceType<typeof Ical.Recur>;

/** Of a whole calendar, at most a second of one core: a rule that repeats every second since 1970 is somebody's joke. */
export const mostOccurrences = 10_000;
/** So that such a rule does not keep the other ones from being read. */
const mostOfOne = mostOccurrences / 2;
/** Counts down over all objects of one answer. */
export interface Budget {
  left: number;
  /** Some rule was given up before its end: what it says behind that is not known, and somebody has to be told. */
  isExceeded: boolean;
}

/** The library's own declaration names types that it does not have. */
interface Occurrence {
  readonly item: Event;
  readonly startDate: Time;
  readonly endDate: Time;
}

interface Window {
  readonly from: number;
  readonly to: number;
  /** Reads times that have no zone of their own. */
  readonly timeZone: string;
  readonly budget: Budget;
}

/** When one calendar object says that its owner is busy, between two instants. */
export function busyTimes(text: string, window: Window): readonly BusyTime[] {
  const components = eventsIn(text);
  const exceptions = components.filter((one) => one.hasProperty('recurrence-id'));
  const busy: BusyTime[] = [];
  for (const component of components) {
    if (component.hasProperty('recurrence-id')) continue;
    busy.push(...occurrencesOf(component, exceptions, window));
  }
  // A moved occurrence may come without the series it belongs to: an invitation to that one alone.
  const series = new Set(components.filter((one) => !one.hasProperty('recurrence-id')).map(uidOf));
  for (const lone of exceptions) if (!series.has(uidOf(lone))) busy.push(...occurrencesOf(lone, [], window));
  return busy;
}

function eventsIn(text: string): readonly Component[] {
  try {
    return ICAL.Component.fromString(text).getAllSubcomponents('vevent');
  } catch {
    return [];
  }
}

function occurrencesOf(component: Component, exceptions: readonly Component[], window: Window): readonly BusyTime[] {
  try {
    const uid = uidOf(component);
    const own = exceptions.filter((one) => uidOf(one) === uid);
    const event = new ICAL.Event(component, { exceptions: [...own] as never });
    if (!event.isRecurring()) return present(busyTime(event, event.startDate, event.endDate, window));
    return expanded(event, window);
  } catch {
    return [];
  }
}

function expanded(event: Event, window: Window): readonly BusyTime[] {
  const busy: BusyTime[] = [];
  const occurrences = event.iterator(startNear(event, window));
  const lengthMs = event.duration.toSeconds() * 1000;
  const { budget } = window;
  for (let own = 0; ; own += 1, budget.left -= 1) {
    const start = occurrences.next() as Time | undefined;
    if (start === undefined || start === null) break;
    // Two days are more than any zone and any skipped hour make.
    if (wallOf(start) - 2 * dayMs >= window.to) break;
    if (budget.left <= 0 || own >= mostOfOne) {
      budget.isExceeded = true;
      break;
    }
    if (wallOf(start) + lengthMs + 2 * dayMs <= window.from) continue;
    const { item, startDate, endDate } = event.getOccurrenceDetails(start) as unknown as Occurrence;
    busy.push(...present(busyTime(item, startDate, endDate, window)));
  }
  for (const exception of Object.values<Event>(event.exceptions)) {
    const moved = busyTime(exception, exception.startDate, exception.endDate, window);
    const isTold = moved === null || busy.some(({ from, to }) => +from === +moved.from && +to === +moved.to);
    if (!isTold) busy.push(moved);
  }
  return busy;
}

/**
 * A daily meeting since 2015 has had four thousand occurrences, at some 50 µs each. Where the rule is plain (days or weeks,
 * not counted) it says the same from any later occurrence on: a whole number of its intervals, by the wall clock.
 */
function startNear(event: Event, window: Window): Time {
  const start = event.startDate;
  const rules = event.component.getAllProperties('rrule');
  const rule = event.component.getFirstPropertyValue('rrule') as Recur | null;
  if (rule === null || rules.length !== 1 || rule.count !== null) return start;
  const unit = { DAILY: 1, WEEKLY: 7 }[rule.freq];
  if (unit === undefined) return start;
  const step = unit * Math.max(1, rule.interval);
  const lengthMs = event.duration.toSeconds() * 1000;
  const ahead = window.from - lengthMs - 2 * dayMs - wallOf(start);
  const steps = Math.floor(ahead / (step * dayMs));
  if (steps <= 0) return start;
  const near = start.clone();
  near.adjust(steps * step, 0, 0, 0);
  return near;
}

function wallOf(time: Time): number {
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
}

/** Null where it leaves the owner free, or lies outside. */
function busyTime(event: Event, start: Time, end: Time, window: Window): BusyTime | null {
  const status = event.component.getFirstPropertyValue('status');
  const transparency = event.component.getFirstPropertyValue('transp');
  if (status === 'CANCELLED' || transparency === 'TRANSPARENT') return null;
  const from = instant(start, event, window.timeZone);
  const to = instant(end, event, window.timeZone);
  if (!(from < to) || to <= window.from || window.to <= from) return null;
  return { from: new Date(from), to: new Date(to), uid: uidOf(event.component) };
}

/** By the runtime's rules where the zone has a name that it knows; by the calendar's own table otherwise. */
function instant(time: Time, event: Event, timeZone: string): number {
  const wall = wallOf(time);
  if (time.isDate) return instantOf(timeZone, wall);
  if (time.zone === ICAL.Timezone.utcTimezone) return wall;
  const named = zoneNameOf(time, event);
  if (named !== null && isTimeZone(named)) return instantOf(named, wall);
  if (time.zone === ICAL.Timezone.localTimezone || time.zone === null) return instantOf(timeZone, wall);
  return time.toUnixTime() * 1000;
}

function zoneNameOf(time: Time, event: Event): string | null {
  const told = time.zone?.tzid;
  if (typeof told === 'string' && !['floating', ''].includes(told)) return told;
  const property = event.component.getFirstProperty('dtstart')?.getFirstParameter('tzid');
  return typeof property === 'string' ? property : null;
}

function uidOf(component: Component): string | null {
  const uid = component.getFirstPropertyValue('uid');
  return typeof uid === 'string' ? uid : null;
}

function present<T>(value: T | null): readonly T[] {
  return value === null ? [] : [value];
}

/** Far more than a title or a body needs; what calendars choke on is cut off. */
const longestLine = 1_000;

/** One event, its times in UTC. With a method it is a message to a calendar, without one what is stored in it. */
export function calendarText(entry: CalendarEntry, method: 'REQUEST' | 'CANCEL' | null): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//Parley//Meetings//EN');
  if (method !== null) calendar.addPropertyWithValue('method', method);
  const event = new ICAL.Component('vevent');
  const set = (name: string, value: string | number | Time): void => void event.addPropertyWithValue(name, value);
  set('uid', entry.uid);
  set('sequence', entry.sequence);
  set('dtstamp', utc(entry.changedAt));
  set('created', utc(entry.createdAt));
  set('last-modified', utc(entry.changedAt));
  set('dtstart', utc(entry.startsAt));
  set('dtend', utc(entry.endsAt));
  set('summary', oneLine(entry.summary));
  set('description', entry.description);
  if (entry.location !== null) set('location', oneLine(entry.location));
  set('status', entry.isCancelled ? 'CANCELLED' : 'CONFIRMED');
  set('transp', 'OPAQUE');
  addPerson(event, 'organizer', entry.organizer);
  const attendee = addPerson(event, 'attendee', entry.attendee);
  attendee.setParameter('role', 'REQ-PARTICIPANT');
  attendee.setParameter('partstat', 'ACCEPTED');
  calendar.addSubcomponent(event);
  return calendar.toString() + '\r\n';
}

/** The mails are ours: SCHEDULE-AGENT keeps the calendar's server from sending its own. */
function addPerson(
  event: Component,
  role: 'organizer' | 'attendee',
  person: { readonly name: string | null; readonly email: string },
) {
  const property = event.addPropertyWithValue(role, `mailto:${person.email}`);
  const name = oneLine(person.name ?? '').replaceAll('"', '’');
  if (name !== '') property.setParameter('cn', name);
  property.setParameter('schedule-agent', 'CLIENT');
  return property;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, longestLine);
}

/** To the second: calendars know no finer. */
function utc(at: Date): Time {
  return ICAL.Time.fromJSDate(new Date(Math.floor(at.getTime() / 1000) * 1000), true);
}

/** Events of a day more on both sides: what a server takes for the window may differ from ours by a zone. */
export const windowMarginMs = dayMs;
