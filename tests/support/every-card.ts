/** A document with every kind of card and condition, in the very words in which it is exported again. */
import type { Stage } from './stage';

export const everyCardAgent = 'ann@every-card.example';

export function everyCard() {
  const document = {
    format: 'parley-dialogs',
    version: 1,
    attributes: [
      { name: 'favouriteBean', label: 'Favourite bean', type: 'PICKLIST', options: ['Arabica', 'Robusta'] },
      { name: 'host', label: 'Host', type: 'TEXT' },
      { name: 'nickname', label: 'Nickname', type: 'TEXT' },
    ],
    dialogs: [
      {
        key: 'ask-for-a-demo',
        kind: 'FLOW',
        name: 'Ask for a demo',
        language: 'en',
        cards: [{ key: 'hello', message: { text: 'A demo takes half an hour.' } }],
      },
      {
        key: 'every-card',
        kind: 'DIALOG',
        name: 'Every card',
        description: 'Shows what there is.',
        priority: 10,
        language: 'en',
        fallbackLanguages: ['sv'],
        fallbackMessage: 'Everybody is at lunch.',
        audience: {
          conditions: {
            match: 'ALL',
            conditions: [{ known: false }, { languages: ['en', 'zh-Hant'] }],
            groups: [
              {
                match: 'ANY',
                conditions: [
                  { listMember: { list: 'Guests', member: false } },
                  { attribute: { attribute: 'country', operator: 'IS', values: ['SE', 'NO'] } },
                ],
              },
            ],
          },
          targets: ['https://shop.example/*'],
          exclusions: ['https://shop.example/checkout'],
          triggers: { secondsOnPage: 5, exitIntent: true },
          frequency: { times: 3, days: 7 },
        },
        cards: [
          {
            key: 'hello',
            message: { text: '<p>Hello <b>there</b></p>', format: 'RICH', poke: true, next: 'wait' },
            translations: [{ language: 'sv', text: '<p>Hej <b>du</b></p>', format: 'RICH' }],
          },
          { key: 'wait', delay: { seconds: 2, next: 'bean' } },
          {
            key: 'bean',
            question: {
              text: 'Which bean, {{visitor.firstName:"friend"}}?',
              attribute: 'favouriteBean',
              responses: [
                { key: 'a', label: 'The mild one', storedValue: 'Arabica', next: 'mail' },
                { label: 'Robusta', next: 'mail' },
                { label: 'None', storedValue: '', next: 'bye' },
              ],
            },
            translations: [
              {
                language: 'sv',
                text: 'Vilken böna, {{visitor.firstName:"vän"}}?',
                labels: [
                  { key: 'a', label: 'Den milda' },
                  { key: 'Robusta', label: 'Robusta' },
                  { key: 'None', label: 'Ingen' },
                ],
              },
            ],
          },
          {
            key: 'mail',
            infoCapture: {
              text: 'Your e-mail address?',
              attribute: 'email',
              placeholder: 'you@example.com',
              whenKnown: 'SKIP',
              invalidMessage: 'That is no address.',
              next: 'who',
            },
            translations: [
              { language: 'sv', text: 'Din e-post?', placeholder: 'du@exempel.se', invalidMessage: 'Det är ingen.' },
            ],
          },
          {
            key: 'who',
            branch: {
              branches: [
                {
                  conditions: [
                    { agentAvailable: { routing: { strategy: 'TEAM', team: 'Sales' } } },
                    { businessHoursOpen: true },
                  ],
                  next: 'paper',
                },
                {
                  key: 'from-search',
                  match: 'ANY',
                  conditions: [
                    { referrers: ['https://search.example/*'] },
                    { queryParameter: { name: 'utm_source', operator: 'IS_NOT_EMPTY' } },
                    { returning: true },
                    { listMember: { list: 'Guests' } },
                  ],
                  next: 'demo',
                },
              ],
              otherwise: { next: 'meet' },
            },
          },
          {
            key: 'paper',
            document: {
              text: 'Read this first.',
              title: 'Prices',
              url: 'https://shop.example/prices.pdf',
              next: 'goal',
            },
            translations: [{ language: 'sv', text: 'Läs detta först.', title: 'Priser' }],
          },
          { key: 'goal', goal: { name: 'Read the prices', score: 2, next: 'mark' } },
          { key: 'mark', action: { attribute: 'crmStatus', value: 'Reader', next: 'chat' } },
          { key: 'demo', flow: { flow: 'ask-for-a-demo', next: 'meet' } },
          {
            key: 'meet',
            meeting: {
              text: 'When suits you?',
              routing: { strategy: 'AGENT', agent: everyCardAgent },
              agentNameAttribute: 'host',
              next: 'bye',
              otherwise: 'bye',
            },
            translations: [{ language: 'sv', text: 'När passar det?' }],
          },
          {
            key: 'chat',
            liveChat: {
              routing: { strategy: 'ROUND_ROBIN' },
              acceptWindowSeconds: 30,
              attempts: 2,
              queue: { maxLength: 50, maxWaitSeconds: 600 },
              fallbackMessage: 'We write to you.',
              fallbackBooking: true,
            },
            translations: [{ language: 'sv', fallbackMessage: 'Vi skriver till dig.' }],
          },
          {
            key: 'bye',
            message: { text: 'Goodbye{{visitor.nickname}}!' },
            translations: [{ language: 'sv', text: 'Hej då{{visitor.nickname}}!' }],
          },
        ],
      },
    ],
  };
  return { document, prepare };
}

/** The agent, the team and the list that it names. Addresses are unique over all workspaces, so each has an Ann of its own. */
async function prepare(stage: Stage, email = everyCardAgent): Promise<void> {
  await stage.team('Sales', [await stage.agent()]);
  await stage.work((tx) => {
    tx.lists.insert({ id: stage.ports.newId(), name: 'Guests', description: null });
    const agent = { id: stage.ports.newId<'Agent'>(), name: 'Ann', email, passwordHash: '-', capacity: null };
    tx.agents.insert({ ...agent, profile: 'LIVE_AGENT', permissions: ['LIVE_CHAT_TAKE'] });
    return Promise.resolve();
  });
}
