import { consentPurposes } from '../actions/people.records';
import { enumOf } from './enum-of';

export const ConsentPurposeEnum = enumOf(
  'ConsentPurpose',
  'What a visitor may allow. Parley keeps the word and shows it; acting on it is up to whoever asked for it.',
  consentPurposes,
  {
    CHAT_HISTORY: 'To keep what was said and show it again at the next visit.',
    MARKETING: 'To be written to beyond this conversation.',
  },
);
