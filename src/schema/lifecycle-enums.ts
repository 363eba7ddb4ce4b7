/** The enums of dialogs' lives. */
import { dialogKinds } from '../routing/terms';
import { cardChangeKinds } from '../streams/diff';
import { enumOf } from './enum-of';

export const DialogKindEnum = enumOf('DialogKind', 'How a dialog comes to a visitor.', dialogKinds, {
  DIALOG: 'Shows itself to whom its audience fits; once, and never again to a visitor who completed it.',
  FLOW: 'Is started by a click, a form, a page or a call, as often as one likes, or is played inside a dialog.',
});

export const CardChangeKindEnum = enumOf('CardChangeKind', 'What became of a card.', cardChangeKinds, {
  ADDED: 'It is new.',
  REMOVED: 'It is gone.',
  CHANGED: 'It is there on both sides; `fields` says what of it is another.',
});

const publisherKinds = ['AGENT', 'INTEGRATION', 'SYSTEM'] as const;
export const PublisherKindEnum = enumOf('PublisherKind', 'Who published a version.', publisherKinds, {
  AGENT: 'A member of staff.',
  INTEGRATION: 'A program with an API token.',
  SYSTEM: 'Time, as it was planned; or Parley itself.',
});
