/** Sound, transcript, end. A list of buttons that opens below its own: Escape, a press elsewhere or a choice closes it. */
import { stageOf, type State } from '../state';
import { saveTranscript } from '../transcript';
import { button, el, icon, setText, show } from './dom';
import type { Desk, View } from './view';

export class Menu implements View {
  readonly element: HTMLElement;
  readonly #list = el('div', { class: 'menu-list', id: 'parley-menu' });
  readonly #opener: HTMLButtonElement;
  readonly #soundIcon = el('span', { class: 'menu-icon' }, icon('sound'));
  readonly #soundWords = el('span');
  readonly #sound: HTMLButtonElement;
  readonly #transcript: HTMLButtonElement;
  readonly #end: HTMLButtonElement;
  readonly #keep: HTMLButtonElement;
  readonly #sure: HTMLElement;

  constructor(private readonly desk: Desk) {
    const { words } = desk;
    const places = { 'aria-label': words.menu, title: words.menu, 'aria-controls': this.#list.id };
    this.#opener = button({ class: 'icon-button', ...places }, () => this.#toggle(), icon('more'));
    this.#sound = this.#item(this.#soundIcon, this.#soundWords, () => this.#toggleSound());
    this.#transcript = this.#item(icon('download'), words.transcript, () => this.#save());
    this.#end = this.#item(icon('leave'), words.end, () => this.#ask(true));
    this.#keep = button({ class: 'button' }, () => this.#ask(false), words.endNo);
    const leave = button({ class: 'button danger' }, () => this.#leave(), words.endYes);
    const row = el('div', { class: 'row' }, this.#keep, leave);
    this.#sure = el('div', { class: 'menu-sure', role: 'group', 'aria-label': words.endAsk }, words.endAsk, row);
    this.#list.append(this.#sound, this.#transcript, this.#end, this.#sure);
    this.element = el('div', { class: 'menu' }, this.#opener, this.#list);
    this.element.addEventListener('focusout', (event) => {
      if (event.relatedTarget instanceof Node && !this.element.contains(event.relatedTarget)) this.close();
    });
    this.#open(false);
  }

  /** True where it was open: then Escape has done its work. */
  close(): boolean {
    const wasOpen = !this.#list.hidden;
    const hadFocus = this.#list.contains((this.#list.getRootNode() as ShadowRoot).activeElement);
    this.#open(false);
    if (wasOpen && hadFocus) this.#opener.focus();
    return wasOpen;
  }

  update(state: State): void {
    const { words } = this.desk;
    setText(this.#soundWords, state.hasSound ? words.soundOff : words.soundOn);
    this.#soundIcon.replaceChildren(icon(state.hasSound ? 'sound' : 'muted'));
    const stage = stageOf(state.standing);
    const canEnd = stage === 'WAITING' || stage === 'CHATTING';
    show(this.#end, canEnd);
    if (!canEnd) show(this.#sure, false);
    this.#transcript.disabled = state.messages.length === 0;
  }

  #item(drawing: Node, text: Node | string, press: () => void): HTMLButtonElement {
    return button({ class: 'menu-item' }, press, el('span', { class: 'menu-icon' }, drawing), text);
  }

  #open(isOpen: boolean): void {
    show(this.#list, isOpen);
    show(this.#sure, false);
    this.#opener.setAttribute('aria-expanded', String(isOpen));
  }

  #toggle(): void {
    if (!this.#list.hidden) {
      this.close();
      return;
    }
    this.#open(true);
    this.#sound.focus();
  }

  #ask(isAsking: boolean): void {
    show(this.#sure, isAsking);
    (isAsking ? this.#keep : this.#end).focus();
  }

  #toggleSound(): void {
    this.desk.store.change((state) => ({ ...state, hasSound: !state.hasSound }));
  }

  #save(): void {
    saveTranscript(this.desk.store.state, this.desk.now(), this.desk.words);
    this.close();
  }

  #leave(): void {
    this.close();
    void this.desk.flow.end();
  }
}
