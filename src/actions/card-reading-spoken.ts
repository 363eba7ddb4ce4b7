/** The cards that say something. */
import type {
  CardResponse,
  DocumentCard,
  InfoCaptureCard,
  MeetingCard,
  MessageCard,
  QuestionCard,
} from '../streams/script';
import type {
  DocumentDraft,
  InfoCaptureDraft,
  MeetingDraft,
  MessageDraft,
  QuestionDraft,
  ResponseDraft,
} from './card-draft';
import {
  attributeFrom,
  documentUrlFrom,
  inside,
  keyFrom,
  nameFrom,
  optionalFrom,
  spokenFrom,
  textFrom,
  unlessNull,
  valueFrom,
  type CardReading,
} from './card-fields';
import { routingFrom } from './route-reading';

const maxResponses = 100;

export function readMessage(key: string, draft: MessageDraft, reading: CardReading): MessageCard {
  return { kind: 'MESSAGE', key, ...spokenFrom(draft, reading), next: keyFrom(draft.next) };
}

export function readQuestion(key: string, draft: QuestionDraft, reading: CardReading): QuestionCard {
  const at = inside(reading, 'responses');
  const { length } = draft.responses;
  if (length === 0) at.faults.add('A question without answers cannot be answered. Give at least one.', at.field);
  if (length > maxResponses) at.faults.add(`Give at most ${maxResponses} answers.`, at.field);
  return {
    kind: 'QUESTION',
    key,
    ...spokenFrom(draft, reading),
    attribute: optionalFrom(draft.attribute, (raw) => attributeFrom(raw, inside(reading, 'attribute'))),
    responses: draft.responses
      .slice(0, maxResponses)
      .map((response, index) => readResponse(response, inside(at, String(index)))),
  };
}

function readResponse(draft: ResponseDraft, reading: CardReading): CardResponse {
  const label = nameFrom(draft.label, "The answer's label", inside(reading, 'label'));
  const { key, storedValue } = draft;
  return {
    key: key === null || key === undefined ? label : nameFrom(key, "The answer's key", inside(reading, 'key')),
    label,
    storedValue:
      storedValue === null || storedValue === undefined
        ? null
        : valueFrom(storedValue, 'The stored value', inside(reading, 'storedValue')),
    next: keyFrom(draft.next),
  };
}

export function readInfoCapture(key: string, draft: InfoCaptureDraft, reading: CardReading): InfoCaptureCard {
  const { placeholder, invalidMessage, whenKnown } = draft;
  return {
    kind: 'INFO_CAPTURE',
    key,
    ...spokenFrom(draft, reading),
    attribute: attributeFrom(draft.attribute, inside(reading, 'attribute')),
    ...unlessNull({
      placeholder: optionalFrom(placeholder, (raw) => nameFrom(raw, 'The placeholder', inside(reading, 'placeholder'))),
      invalidMessage: optionalFrom(invalidMessage, (raw) =>
        textFrom(raw, 'The message for invalid answers', inside(reading, 'invalidMessage')),
      ),
      whenKnown: whenKnown === 'SKIP' ? whenKnown : null,
    }),
    next: keyFrom(draft.next),
  };
}

export function readDocument(key: string, draft: DocumentDraft, reading: CardReading): DocumentCard {
  return {
    kind: 'DOCUMENT',
    key,
    ...spokenFrom(draft, reading),
    title: nameFrom(draft.title, "The document's title", inside(reading, 'title')),
    url: documentUrlFrom(draft.url, inside(reading, 'url')),
    next: keyFrom(draft.next),
  };
}

export function readMeeting(key: string, draft: MeetingDraft, reading: CardReading): MeetingCard {
  const attribute = (name: 'agentNameAttribute' | 'agentEmailAttribute'): string | null =>
    optionalFrom(draft[name], (raw) => attributeFrom(raw, inside(reading, name)));
  return {
    kind: 'MEETING',
    key,
    ...spokenFrom(draft, reading),
    routing: routingFrom(draft.routing, reading),
    ...unlessNull({
      agentNameAttribute: attribute('agentNameAttribute'),
      agentEmailAttribute: attribute('agentEmailAttribute'),
    }),
    next: keyFrom(draft.next),
    otherwise: keyFrom(draft.otherwise),
  };
}
