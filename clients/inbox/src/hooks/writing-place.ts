/** A phone would open its keyboard over what is to be read. */
export function mayTakeFocus(): boolean {
  return !window.matchMedia('(pointer: coarse)').matches;
}

/** Into the chat that was chosen: to its composer where there is one already, else to the pane, and the composer follows. */
export function focusChat(pane: HTMLElement | null): void {
  const composer = mayTakeFocus() ? pane?.querySelector('textarea') : null;
  (composer ?? pane)?.focus({ preventScroll: true });
}
