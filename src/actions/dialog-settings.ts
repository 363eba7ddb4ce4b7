/** What an author says of a dialog beside its cards, read and checked in one place: creating, changing and importing agree. */
import { refuse, type Outcome, done } from '../routing/refusal';
import { cleanName, cleanText, isBlank, isLongerThan, readName, readText } from '../routing/text';
import { isLanguageTag, languageTag } from '../streams/languages';
import type { Faults } from './faults';

const farthestPriority = 1_000_000;
const maxFallbackLanguages = 10;
const maxDescription = 1_000;
const maxNote = 500;
const keyShape = /^[a-z0-9][a-z0-9._-]{0,99}$/;

/** Absent stays absent; null, where it is allowed, means "none". */
export interface DialogSettingsDraft {
  readonly name?: string | undefined;
  readonly description?: string | null | undefined;
  readonly priority?: number | undefined;
  readonly language?: string | undefined;
  readonly fallbackLanguages?: readonly string[] | undefined;
  readonly fallbackMessage?: string | null | undefined;
}

export interface DialogSettings {
  readonly name?: string;
  readonly description?: string | null;
  readonly priority?: number;
  readonly language?: string;
  readonly fallbackLanguages?: readonly string[];
  readonly fallbackMessage?: string | null;
}

/** Only what was given; every fault is kept. */
export function readDialogSettings(
  draft: DialogSettingsDraft,
  faults: Faults,
  field: readonly string[] = [],
): DialogSettings {
  const { name, description, priority, language, fallbackLanguages, fallbackMessage } = draft;
  const at = (part: string): readonly string[] => [...field, part];
  const nameRule = { what: "The dialog's name", field: at('name') };
  const messageRule = { what: 'The fallback message', field: at('fallbackMessage') };
  return {
    ...(name !== undefined && { name: faults.read(readName(name, nameRule)) ?? '' }),
    ...(description !== undefined && {
      description: readNote(
        description,
        { what: 'The description', max: maxDescription, field: at('description') },
        faults,
      ),
    }),
    ...(priority !== undefined && { priority: readPriority(priority, at('priority'), faults) }),
    ...(language !== undefined && { language: readLanguage(language, at('language'), faults) }),
    ...(fallbackLanguages !== undefined && {
      fallbackLanguages: readFallbackLanguages(fallbackLanguages, at('fallbackLanguages'), faults),
    }),
    ...(fallbackMessage !== undefined && {
      fallbackMessage: fallbackMessage === null ? null : (faults.read(readText(fallbackMessage, messageRule)) ?? ''),
    }),
  };
}

function readPriority(priority: number, field: readonly string[], faults: Faults): number {
  faults.range(priority, { min: -farthestPriority, max: farthestPriority, what: 'The priority', field });
  return priority;
}

function readLanguage(given: string, field: readonly string[], faults: Faults): string {
  const tag = given.trim();
  if (isLanguageTag(tag)) return languageTag(tag);
  const shown = cleanName(tag).slice(0, 50);
  faults.add(`“${shown}” is no language. Write its tag, such as en, pt-BR or zh-Hant.`, field);
  return tag;
}

function readFallbackLanguages(given: readonly string[], field: readonly string[], faults: Faults): readonly string[] {
  if (given.length > maxFallbackLanguages) {
    faults.add(`These are ${given.length} languages. Name at most ${maxFallbackLanguages} to fall back to.`, field);
    return [];
  }
  return [...new Set(given.map((tag, index) => readLanguage(tag, [...field, String(index)], faults)))];
}

/** A few lines for colleagues; blank is none. */
export function readNote(
  given: string | null | undefined,
  rule: { readonly what: string; readonly field: readonly string[]; readonly max?: number },
  faults: Faults,
): string | null {
  const { what, field, max = maxNote } = rule;
  const note = cleanText(given ?? '').trim();
  if (isBlank(note)) return null;
  if (isLongerThan(note, max))
    faults.add(`${what} is too long. Shorten it to ${max.toLocaleString('en')} characters.`, field);
  return note;
}

/** By which a dialog is known over export and import. */
export function readKey(given: string, field: readonly string[]): Outcome<string> {
  const key = given.trim();
  if (keyShape.test(key)) return done(key);
  const message =
    'A key is 1 to 100 small letters, digits, dots, hyphens and underscores, and begins with a letter or a digit. Write it so.';
  return refuse('INVALID', message, field);
}

/** A key that a person recognises: of “Über uns & Preise!” it is `uber-uns-preise`. Empty where nothing of the name is left. */
export function keyOfName(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}
