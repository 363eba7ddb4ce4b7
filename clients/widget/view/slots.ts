/** Days that have free times, and the times of the chosen day, by the visitor's own clock. */
import type { Slot } from '../chat';
import { calendarDayOf } from '../clock';
import { ownZone, type SlotSource } from '../meetings';
import { button, el, setText, show } from './dom';
import type { Desk } from './view';

export interface SlotPicker {
  readonly element: HTMLElement;
  /** The chosen day; the whole while times are looked for, so that no key answers what is not shown yet. */
  control(): HTMLElement;
  /** Asks anew: something was taken meanwhile. */
  load(): Promise<void>;
}

const dayMs = 86_400_000;
/** What is asked for at once; agents are seldom booked further ahead. */
const stretchDays = 14;
/** As far as "later days" goes: three stretches. */
const furthestDays = 42;

function byDay(slots: readonly Slot[]): ReadonlyMap<string, readonly Slot[]> {
  const days = new Map<string, Slot[]>();
  for (const slot of slots) days.set(slot.date, [...(days.get(slot.date) ?? []), slot]);
  return days;
}

/** What it needs of the desk: other pages let choose a time as well. */
export interface SlotDesk extends Pick<Desk, 'words' | 'locale' | 'now'> {
  readonly flow: Pick<Desk['flow'], 'slots'>;
}

export function createSlotPicker(desk: SlotDesk, source: SlotSource, choose: (slot: Slot) => void): SlotPicker {
  const { words, locale, flow } = desk;
  const said = el('p', { class: 'meta', role: 'status' });
  const days = el('div', { class: 'days', role: 'group', 'aria-label': words.meeting.day, tabindex: '-1' });
  const times = el('div', { class: 'times', role: 'group' });
  const zone = el('p', { class: 'meta hint' }, words.zone(ownZone));
  const more = button({ class: 'link' }, () => void later(), words.meeting.more);
  const again = button({ class: 'link' }, () => void load(), words.retry);
  const element = el('div', { class: 'slots', tabindex: '-1' }, said, again, days, times, more, zone);
  let slots: readonly Slot[] = [];
  let chosenDay: string | null = null;
  let reachesDays = stretchDays;

  function draw(): void {
    const all = byDay(slots);
    if (chosenDay === null || !all.has(chosenDay)) chosenDay = slots[0]?.date ?? null;
    days.replaceChildren(...[...all.keys()].map(dayButton));
    times.replaceChildren(...(all.get(chosenDay ?? '') ?? []).map(timeButton));
    if (chosenDay !== null)
      times.setAttribute('aria-label', words.meeting.times(calendarDayOf(chosenDay, locale, 'long')));
    for (const part of [days, times, zone]) show(part, slots.length > 0);
    show(more, reachesDays < furthestDays);
    show(again, false);
  }
  function dayButton(date: string): HTMLElement {
    const attributes = { class: 'day-button', 'aria-pressed': String(date === chosenDay) };
    return button(attributes, () => pick(date), calendarDayOf(date, locale, 'short'));
  }
  function timeButton(slot: Slot): HTMLElement {
    return button({ class: 'time' }, () => choose(slot), slot.time);
  }
  function pick(date: string): void {
    chosenDay = date;
    draw();
    days.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
  }
  function tell(sentence: string): void {
    setText(said, sentence);
    show(said, sentence !== '');
  }

  function control(): HTMLElement {
    return days.querySelector<HTMLElement>('[aria-pressed="true"]') ?? element;
  }

  async function load(): Promise<void> {
    tell(words.meeting.loading);
    const from = new Date(desk.now());
    const found = await flow.slots(source, { from, to: new Date(from.getTime() + reachesDays * dayMs) });
    slots = found ?? [];
    const hadFocus = (element.getRootNode() as Partial<ShadowRoot>).activeElement === element;
    draw();
    if (hadFocus) control().focus({ preventScroll: true });
    show(again, found === null);
    tell(found === null ? words.meeting.failed : slots.length === 0 ? words.meeting.none : '');
  }
  async function later(): Promise<void> {
    reachesDays += stretchDays;
    const before = byDay(slots).size;
    await load();
    // The newly found days are what was asked for.
    const first = [...days.querySelectorAll<HTMLElement>('button')][before];
    first?.scrollIntoView({ block: 'nearest', inline: 'start' });
    (first ?? days).focus();
  }

  for (const part of [days, times, zone, more, again]) show(part, false);
  void load();
  return {
    element,
    load,
    control,
  };
}
