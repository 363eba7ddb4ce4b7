/**
 * Puts the widget on the page: one element with a shadow root, so that neither side's styles reach the other. The styles
 * are a constructed sheet, which a strict content security policy of the page allows.
 */
import tokens from '../design/tokens.css?inline';
import { accentProperties } from './accent';
import styles from './style.css?inline';
import type { Look, Side } from './chat';

export interface Stage {
  readonly root: ShadowRoot;
  readonly frame: HTMLElement;
  dress(look: Look, side: Side | null): void;
}

export interface StageParts {
  readonly theme: string | null;
  readonly language: string;
  /** Null: in the corner of the page. */
  readonly within: Element | null;
}

export function createStage({ theme, language, within }: StageParts): Stage {
  const host = document.createElement(within === null ? 'parley-widget' : 'parley-flow');
  if (theme === 'light' || theme === 'dark') host.dataset.theme = theme;
  const root = host.attachShadow({ mode: 'open', delegatesFocus: false });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${tokens}\n${styles}`);
  root.adoptedStyleSheets = [sheet];
  const frame = document.createElement('div');
  frame.className = within === null ? 'frame' : 'frame inline';
  frame.lang = language;
  // All our languages run from left to right, whichever way the page around runs: `all: initial` leaves that as it is.
  frame.dir = 'ltr';
  root.append(frame);
  if (within === null) document.body.append(host);
  else within.replaceChildren(host);
  if (within === null) fitToKeyboard(frame);

  return {
    root,
    frame,
    dress(look, side) {
      frame.dataset.side = (side ?? look.side).toLowerCase();
      for (const [name, value] of Object.entries(accentProperties(look.accent))) frame.style.setProperty(name, value);
    },
  };
}

/** On phones the keyboard covers the bottom of the page: the panel takes the part that is still seen. */
function fitToKeyboard(frame: HTMLElement): void {
  const seen = window.visualViewport;
  if (!seen) return;
  const fit = (): void => {
    frame.style.setProperty('--seen-height', `${seen.height}px`);
    frame.style.setProperty('--seen-top', `${seen.offsetTop}px`);
  };
  seen.addEventListener('resize', fit);
  seen.addEventListener('scroll', fit);
  fit();
}
