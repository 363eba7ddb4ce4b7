/**
 * Dialogs and flows as one JSON document, to carry them from one workspace to another and to keep them beside other source.
 * Cards and audiences are written as the graph takes them, but for what the graph names by an id: a document names an agent by
 * its e-mail address, a team and a list by their names and a flow by its key. The same dialogs always make the same text.
 */
import { attributeTypes, type AttributeType, dialogKinds, type DialogKind } from '../routing/terms';
import type { AudienceDraft } from './audience-reading';
import type { CardDraft } from './card-draft';
import { audienceShape, cardShape, type NamedReading } from './dialog-document-cards';
import { listOf, nullable, number, object, oneOf, optional, otherwise, type Shape, text } from './shapes';

export const documentFormat = 'parley-dialogs';
export const documentVersion = 1;
export const documentBounds = { maxCharacters: 1_000_000, maxDepth: 40 } as const;
export const maxDialogs = 200;

export interface AttributeInDocument {
  readonly name: string;
  readonly label: string;
  readonly type: AttributeType;
  readonly options?: readonly string[] | undefined;
}

/** A dialog whose names have been found: it holds ids, as drafts do. */
export interface DialogInDocument {
  readonly key: string;
  readonly kind: DialogKind;
  readonly name: string;
  readonly description: string | null;
  readonly priority: number;
  readonly language: string;
  readonly fallbackLanguages: readonly string[];
  readonly fallbackMessage: string | null;
  readonly audience: AudienceDraft | null;
  readonly cards: readonly CardDraft[];
}

export interface DialogDocument {
  readonly format: typeof documentFormat;
  readonly version: number;
  readonly attributes: readonly AttributeInDocument[];
  readonly dialogs: readonly DialogInDocument[];
}

const attributeShape = object<AttributeInDocument, NamedReading>({
  name: text,
  label: text,
  type: oneOf(attributeTypes),
  options: optional(listOf(text)),
});

const dialogShape = object<DialogInDocument, NamedReading>({
  key: text,
  kind: otherwise(oneOf(dialogKinds), 'DIALOG'),
  name: text,
  description: nullable(text),
  priority: otherwise(number, 0),
  language: otherwise(text, 'en'),
  fallbackLanguages: otherwise(listOf(text), []),
  fallbackMessage: nullable(text),
  audience: nullable(audienceShape),
  cards: listOf(cardShape),
});

export const documentShape: Shape<DialogDocument, NamedReading> = object<DialogDocument, NamedReading>({
  format: oneOf([documentFormat]),
  version: number,
  attributes: otherwise(listOf(attributeShape), []),
  dialogs: listOf(dialogShape),
});
