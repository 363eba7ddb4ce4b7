/** A picture of somebody, or the first letters of the name on a tint that is always the same for that name. */
import { el } from './dom';

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase();
}

function hueOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return sum;
}

export function avatar(name: string, address: string | null): HTMLElement {
  const initials = el('span', { class: 'avatar', 'aria-hidden': 'true' }, initialsOf(name));
  initials.style.setProperty('--hue', String(hueOf(name)));
  if (address === null) return initials;
  // The name stands beside it; a picture that does not load leaves the letters.
  const picture = el('img', { class: 'avatar', alt: '', src: address, width: '36', height: '36' });
  picture.addEventListener('error', () => picture.replaceWith(initials), { once: true });
  return picture;
}
