import { consentPurposes } from '../actions/people.records';
import { enumOf } from './enum-of';

export const ConsentPurposeEnum = enumOf(
  'ConsentPurpose',
  'What a visitor may allow. Parley keeps the word and shows it; but for PAGE_CONTEXT, acting on it is up to whoever asked for it.',
  consentPurposes,
  {
    CHAT_HISTORY: 'To keep what was said and show it again at the next visit.',
    MARKETING: 'To be written to beyond this conversation.',
    PAGE_CONTEXT:
      'That what the page tells is kept: its attributes, addresses of pages, where the visitor came from. Where the workspace asks for it (`WidgetSettings.asksConsent`), nothing of that is stored without it; taken back, what was stored goes.',
  },
);
