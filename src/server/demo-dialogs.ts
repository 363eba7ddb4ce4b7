/** The demo's three dialogs, one for each page of the shop and each way to an agent. */
import type { CardDraft } from '../actions/dialog-stream-replace';
import type { LiveChatRouting, TeamId } from '../routing/terms';

export interface DemoDialog {
  /** The page of the shop that shows it. */
  readonly page: 'home' | 'pricing' | 'contact';
  readonly name: string;
  readonly cards: readonly CardDraft[];
}

const blank = { message: null, question: null, infoCapture: null, liveChat: null } as const;

const message = (key: string, text: string, next: string | null = null): CardDraft => ({
  ...blank,
  key,
  message: { text, next },
});
const capture = (key: string, text: string, attribute: string, next: string): CardDraft => ({
  ...blank,
  key,
  infoCapture: { text, attribute, next },
});
const liveChat = (strategy: LiveChatRouting['strategy'], teamId: TeamId | null = null): CardDraft => ({
  ...blank,
  key: 'chat',
  liveChat: { routing: { strategy, agentId: null, teamId }, acceptWindowSeconds: null, next: null },
});
/** By label: where it leads, and what is stored where the question has an attribute. */
type Answers = Readonly<Record<string, { readonly next: string; readonly stored?: string }>>;

const question = (key: string, text: string, answers: Answers, attribute: string | null = null): CardDraft => ({
  ...blank,
  key,
  question: {
    text,
    attribute,
    responses: Object.entries(answers).map(([label, { next, stored = null }]) => ({
      key: null,
      label,
      storedValue: stored,
      next,
    })),
  },
});

export function demoDialogs(salesTeam: TeamId): readonly DemoDialog[] {
  return [
    {
      page: 'home',
      name: 'Welcome',
      cards: [
        message('hello', 'Welcome to Havsö Coffee! We answer questions about machines, beans and service.', 'ask'),
        question('ask', 'Would you like to talk to one of us?', {
          'Yes, please': { next: 'chat' },
          'Just looking': { next: 'bye' },
        }),
        liveChat('ROUND_ROBIN'),
        message('bye', 'Enjoy the tour. We are here whenever you need us.'),
      ],
    },
    {
      page: 'pricing',
      name: 'Pricing questions',
      cards: [
        question('ask', 'Can we help you find the right plan?', {
          'Talk to sales': { next: 'chat' },
          'Not now': { next: 'bye' },
        }),
        liveChat('TEAM', salesTeam),
        message('bye', 'No problem. All prices are on this page, without surprises.'),
      ],
    },
    {
      page: 'contact',
      name: 'Contact',
      cards: [
        question(
          'country',
          'Where are you writing from?',
          {
            Sweden: { next: 'name', stored: 'SE' },
            Germany: { next: 'name', stored: 'DE' },
            Elsewhere: { next: 'name', stored: 'elsewhere' },
          },
          'country',
        ),
        capture('name', 'What is your first name?', 'firstName', 'email'),
        capture('email', 'And your e-mail address, in case we get disconnected?', 'email', 'chat'),
        liveChat('CUSTOM_RULES'),
      ],
    },
  ];
}
