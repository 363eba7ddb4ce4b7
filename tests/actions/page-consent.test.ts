/** What a page tells is kept where the workspace does not ask, or the visitor has allowed it; else it leaves no trace. */
import { visitorConsentSet } from '../../src/actions/visitor-consent-set';
import { visitorSessionStart } from '../../src/actions/visitor-session-start';
import { widgetSettingsUpdate } from '../../src/actions/widget-settings-update';
import type { VisitorActor } from '../../src/auth/actor';
import { db, stage } from '../support/empty-stage';
import { admin } from '../support/staff';
import { valueOf } from '../support/stage';
import { meets, publishes, startsFlow } from '../support/stage-plays';
import type { Script } from '../../src/streams/script';

const pageUrl = 'https://shop.example/pricing?secret=1';
const cards: Script = [
  {
    kind: 'QUESTION',
    key: 'ask',
    text: 'Well?',
    attribute: 'jobTitle',
    responses: [{ key: 'y', label: 'Boss', storedValue: null, next: null }],
  },
];

beforeEach(async () => {
  await publishes(stage, cards);
  await publishes(stage, cards, { kind: 'FLOW', key: 'ask' });
  valueOf(await widgetSettingsUpdate(stage.ports, admin(stage), { asksConsent: true }));
});

async function comes(token: string | null = null): Promise<{ readonly visitor: VisitorActor; readonly token: string }> {
  const { visitorId, ...session } = valueOf(
    await visitorSessionStart(stage.ports, {
      workspaceKey: stage.workspaceKey,
      visitorToken: token,
      attributes: [{ name: 'company', value: 'Nord' }],
    }),
  );
  return { visitor: { kind: 'VISITOR', workspaceId: stage.workspaceId, visitorId }, token: session.token };
}

const allows = (visitor: VisitorActor, granted: boolean) =>
  visitorConsentSet(stage.ports, visitor, { purpose: 'PAGE_CONTEXT', granted });

/** Everything that is stored anywhere about pages, and what is known of the visitor. */
async function traces({ visitorId }: VisitorActor) {
  const [{ told }] = (await db.rows<{ told: string }>(
    `SELECT concat_ws(' ', (SELECT last_page_url FROM visitor WHERE visitor_id = $1),
      (SELECT string_agg(page_url, ' ') FROM conversation WHERE visitor_id = $1),
      (SELECT string_agg(page, ' ') FROM visitor_dwell WHERE visitor_id = $1 AND page <> ''),
      (SELECT string_agg(concat_ws(' ', cp.referrer), ' ') FROM conversation_play cp
        JOIN conversation c USING (workspace_id, conversation_id) WHERE c.visitor_id = $1)) AS told`,
    [visitorId],
  )) as [{ told: string }];
  const known = (await stage.work((tx) => tx.visitors.find(visitorId)))?.attributes ?? [];
  return { pages: told.trim(), known: known.map(({ name }) => name).sort() };
}

async function talks(visitor: VisitorActor): Promise<void> {
  const player = await meets(stage, visitor, { pageUrl, visit: { referrer: 'https://search.example/?q=machine' } });
  await player.says('ask', 'y');
  valueOf(
    await startsFlow(stage, visitor, { flowKey: 'ask', pageUrl, attributes: [{ name: 'city', value: 'Malmö' }] }),
  );
}

test('without a word of the visitor only what the visitor said is kept', async () => {
  const { visitor, token } = await comes();
  await talks(visitor);
  await comes(token);
  expect(await traces(visitor)).toEqual({ pages: '', known: ['jobTitle'] });
});

test('allowed, what the page tells is kept from then on', async () => {
  const { visitor, token } = await comes();
  valueOf(await allows(visitor, true));
  await comes(token);
  await talks(visitor);
  const { pages, known } = await traces(visitor);
  expect(known).toEqual(['city', 'company', 'jobTitle']);
  expect(pages).toContain(pageUrl);
  expect(pages).toContain('https://search.example/');
});

test('taken back, what pages told goes, and what the visitor said stays', async () => {
  const { visitor, token } = await comes();
  valueOf(await allows(visitor, true));
  await comes(token);
  await talks(visitor);
  valueOf(await allows(visitor, false));
  const { known } = await traces(visitor);
  expect(known).toEqual(['jobTitle']);
  const [row] = await db.rows('SELECT last_page_url FROM visitor WHERE visitor_id = $1', [visitor.visitorId]);
  expect(row).toEqual({ last_page_url: null });
  await comes(token);
  valueOf(await startsFlow(stage, visitor, { flowKey: 'ask', pageUrl: 'https://shop.example/later' }));
  expect((await traces(visitor)).pages).not.toContain('later');
});

test('where the workspace does not ask, nothing changes', async () => {
  valueOf(await widgetSettingsUpdate(stage.ports, admin(stage), { asksConsent: false }));
  const { visitor } = await comes();
  await talks(visitor);
  expect((await traces(visitor)).known).toEqual(['city', 'company', 'jobTitle']);
});

test('a dialog for a page fits there, kept or not', async () => {
  const { visitor } = await comes();
  await meets(stage, visitor, { pageUrl });
  expect((await traces(visitor)).pages).toBe('');
});
