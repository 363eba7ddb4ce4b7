import { permissions } from '../../src/routing/terms';
import { type Asker, type Graph, openGraph } from '../support/graph';

let graph: Graph;
let admin: Asker;
let dialogId: string;
beforeAll(async () => {
  graph = await openGraph();
  admin = graph.as(await graph.stage.agent({ reachable: false, permissions: [...permissions] }));
  const create = `mutation { dialogCreate(input: { name: "Papers" }) { dialog { id } } }`;
  dialogId = (await admin.data(create)).dialogCreate.dialog.id;
});
afterAll(() => graph.close());

test('a document lies on a safe address or on the own site, and is refused at its field elsewhere', async () => {
  const replace = `mutation ($input: DialogStreamReplaceInput!) { dialogStreamReplace(input: $input) {
    dialog { cards { __typename ... on DocumentCard { url } } } userErrors { code message field } } }`;
  const papers = async (url: string) => {
    const cards = [{ key: 'paper', document: { text: 'Read', title: 'x', url } }];
    return (await admin.data(replace, { input: { dialogId, cards } })).dialogStreamReplace;
  };
  for (const url of ['/papers/a.pdf?v=2#page=3', 'https://example.com/a.pdf']) {
    expect((await papers(url)).dialog.cards).toMatchObject([{ __typename: 'DocumentCard', url }]);
  }
  for (const url of [
    '//evil.example/a.pdf',
    '/\\evil.example/a.pdf',
    '/.//evil.example/a.pdf',
    '/%2e//evil.example/a.pdf',
    'papers/a.pdf',
    'http://evil.example/a.pdf',
    'javascript:alert(1)',
    'https://me:secret@example.com/a.pdf',
  ]) {
    const { dialog, userErrors } = await papers(url);
    expect([url, dialog, userErrors]).toEqual([
      url,
      null,
      [
        {
          code: 'INVALID',
          field: ['cards', '0', 'document', 'url'],
          message: expect.stringMatching(/full address that begins with https:.*path on your own site/),
        },
      ],
    ]);
  }
});
