import { offerKinds } from '../routing/terms';
import { auditActions } from '../routing/supervision';
import { enumOf } from './enum-of';

export const OfferKindEnum = enumOf('OfferKind', 'What an offer is for.', offerKinds, {
  REQUEST: 'A visitor asked for a person.',
  TRANSFER: 'An agent hands the chat over; the visitor stays with that agent until somebody accepts.',
  INVITE: 'An agent asks for a second one beside them.',
});

export const AuditActionEnum = enumOf('AuditAction', "What somebody did to another one's chat.", auditActions, {
  LISTEN_BEGUN: 'Began to read along.',
  LISTEN_ENDED: 'Stopped reading along before the chat ended.',
  WHISPERED: 'Said something to the staff of the chat.',
  TAKEN_OVER: 'Made it the own chat; `detail` is the state that it had.',
});
