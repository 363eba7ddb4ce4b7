import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { dialogExport } from '../../src/actions/dialog-export';
import { dialogImport, type DialogImported } from '../../src/actions/dialog-import';
import type { Actor } from '../../src/auth/actor';
import type { Outcome } from '../../src/routing/refusal';
import { type Authoring, authoring, textsOf } from '../support/authoring';
import { db, stage } from '../support/empty-stage';
import { everyCard, everyCardAgent } from '../support/every-card';
import { admin, faultsOf, staff } from '../support/staff';
import { createStage, type Stage, valueOf } from '../support/stage';

let desk: Authoring;
beforeEach(async () => {
  desk = authoring(stage);
});

type More = { readonly dryRun?: boolean; readonly publish?: boolean; readonly actor?: Actor; readonly on?: Stage };
const take = (document: unknown, more: More = {}): Promise<Outcome<DialogImported>> => {
  const { dryRun = false, publish = false, on = stage, actor = admin(on) } = more;
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return dialogImport(on.ports, actor, { document: text, dryRun, publish });
};
const wrap = (...dialogs: readonly object[]) => ({ format: 'parley-dialogs', version: 1, dialogs });
const hello = (key: string, text = 'Hello') => ({ key, name: key, cards: [{ key: 'a', message: { text } }] });
const outcomes = (imported: Outcome<DialogImported>) =>
  valueOf(imported).dialogs.map(({ key, outcome, published }) => `${key} ${outcome}${published ? ' PUBLISHED' : ''}`);
const byKey = (key: string, on = stage) =>
  on.work(async (tx) => {
    const [found] = await tx.dialogs.findByKeys([key]);
    return found ?? null;
  });
/** What there is and what happened: an import that is refused leaves both as they were. */
const everything = () =>
  db.rows(
    `SELECT (SELECT count(*)::integer FROM dialog d WHERE d.workspace_id = w.workspace_id) AS dialogs,
      (SELECT sum(revision)::integer FROM dialog d WHERE d.workspace_id = w.workspace_id) AS revisions,
      (SELECT count(*)::integer FROM dialog_version v WHERE v.workspace_id = w.workspace_id) AS versions,
      (SELECT count(*)::integer FROM attribute_definition a WHERE a.workspace_id = w.workspace_id) AS attributes,
      (SELECT position::integer FROM workspace_stream s WHERE s.workspace_id = w.workspace_id) AS position
    FROM workspace w WHERE w.workspace_id = $1`,
    [stage.workspaceId],
  );

describe('a document', () => {
  test('makes what it holds, and changes nothing the second time', async () => {
    const document = wrap(hello('one'), { ...hello('two'), kind: 'FLOW', description: 'A flow', priority: 3 });
    expect(outcomes(await take(document))).toEqual(['one CREATED', 'two CREATED']);
    const before = await everything();
    expect(outcomes(await take(document))).toEqual(['one UNCHANGED', 'two UNCHANGED']);
    expect(await everything()).toEqual(before);
    expect(outcomes(await take(wrap(hello('one', 'Changed'), hello('three'))))).toEqual([
      'one UPDATED',
      'three CREATED',
    ]);
    expect(textsOf((await byKey('one'))?.cards)).toEqual(['Changed']);
    expect(await byKey('two')).toMatchObject({ kind: 'FLOW', description: 'A flow', priority: 3, status: 'DRAFT' });
  });

  test('says what it would do, and does nothing', async () => {
    valueOf(await take(wrap(hello('one'))));
    const before = await everything();
    const document = {
      ...wrap(hello('one', 'Changed'), hello('two')),
      attributes: [{ name: 'bean', label: 'Bean', type: 'TEXT' }],
    };
    const dry = await take(document, { dryRun: true, publish: true });
    expect(outcomes(dry)).toEqual(['one UPDATED PUBLISHED', 'two CREATED PUBLISHED']);
    expect(valueOf(dry).attributes).toEqual(['bean']);
    expect(await everything()).toEqual(before);
    expect(stage.events).toEqual([]);
  });

  test('publishes where it is to: flows before what plays them, and nothing twice', async () => {
    const plays = (key: string, flow: string) => ({ key, name: key, cards: [{ key: 'a', flow: { flow } }] });
    const document = wrap(
      plays('outer', 'middle'),
      { ...plays('middle', 'inner'), kind: 'FLOW' },
      {
        ...hello('inner'),
        kind: 'FLOW',
      },
    );
    expect(outcomes(await take(document, { publish: true }))).toEqual([
      'outer CREATED PUBLISHED',
      'middle CREATED PUBLISHED',
      'inner CREATED PUBLISHED',
    ]);
    expect(outcomes(await take(document, { publish: true }))).toEqual([
      'outer UNCHANGED',
      'middle UNCHANGED',
      'inner UNCHANGED',
    ]);
    expect(desk.told()).toHaveLength(3);
  });

  test('with one error publishes nothing and leaves nothing', async () => {
    const wrong = { key: 'b', name: 'b', cards: [{ key: 'a', message: { text: 'Hi', next: 'nowhere' } }] };
    const before = await everything();
    const refused = await take(wrap(hello('a'), wrong, { ...wrong, key: 'c' }), { publish: true });
    expect(faultsOf(refused)).toEqual(['STREAM_INVALID document.dialogs.1', 'STREAM_INVALID document.dialogs.2']);
    expect(await everything()).toEqual(before);
    const draft = valueOf(await take(wrap(hello('a'), wrong)));
    expect(draft.dialogs.map(({ issues }) => issues.map(({ code }) => code))).toEqual([[], ['UNKNOWN_TARGET']]);
  });

  test('is told all its faults at once, each at its place, and changes nothing', async () => {
    await desk.create({ key: 'taken-by-a-flow', kind: 'FLOW' });
    const before = await everything();
    const refused = await take({
      format: 'parley-dialogs',
      version: 1,
      extra: true,
      attributes: [
        { name: '1st', label: 'First', type: 'TEXT' },
        { name: 'email', label: 'E', type: 'NUMBER' },
      ],
      dialogs: [
        { key: 'Wrong Key', name: '', cards: [{ key: 'a', message: { text: 5 } }, { key: 'b' }, 'no card'] },
        {
          key: 'two',
          name: 'Two',
          language: 'klingon!',
          audience: {
            targets: ['(((('],
            conditions: { match: 'SOME', conditions: [{ known: true, returning: true }] },
          },
          cards: [
            { key: 'a', message: { text: '<p>Hi</p><script>1</script>', format: 'RICH' } },
            { key: 'b', liveChat: { routing: { strategy: 'TEAM', team: 'Nobody' } } },
            { key: 'c', liveChat: { routing: { strategy: 'AGENT', agent: 'nobody@example.com', agentId: 'x' } } },
            { key: 'd', flow: { flow: 'no-such-flow' } },
            { key: 'e', delay: { seconds: 0 } },
            { key: 'f', branch: { branches: [{ conditions: [{ listMember: { list: 'No list' } }] }] } },
          ],
        },
        hello('taken-by-a-flow'),
        hello('two'),
        { key: 'cardless', name: 'None' },
      ],
    });
    const told = faultsOf(refused).map((fault) => fault.replace('document.', ''));
    expect([...told].sort()).toEqual(
      [
        'INVALID extra',
        'INVALID attributes.0.name',
        'INVALID attributes.1',
        'INVALID dialogs.0.key',
        'INVALID dialogs.0.name',
        'INVALID dialogs.0.cards.0.message.text',
        'INVALID dialogs.0.cards.1',
        'INVALID dialogs.0.cards.2',
        'INVALID dialogs.1.language',
        'INVALID dialogs.1.audience.conditions.match',
        'INVALID dialogs.1.audience.conditions.conditions.0',
        'INVALID dialogs.1.audience.targets.0',
        'INVALID dialogs.1.cards.0.message.text',
        'INVALID dialogs.1.cards.1.liveChat.routing.team',
        'INVALID dialogs.1.cards.2.liveChat.routing.agent',
        'INVALID dialogs.1.cards.2.liveChat.routing.agentId',
        'INVALID dialogs.1.cards.3.flow.flow',
        'INVALID dialogs.1.cards.4.delay.seconds',
        'INVALID dialogs.1.cards.5.branch.branches.0.conditions.0.listMember.list',
        'INVALID dialogs.2.kind',
        'INVALID dialogs.3.key',
        'INVALID dialogs.4.cards',
      ].sort(),
    );
    // Of one place one thing is told: what stands in for something wrong is not judged in turn.
    expect(new Set(told).size).toBe(told.length);
    expect(await everything()).toEqual(before);
  });

  test('may hold what its importer may write, and no more', async () => {
    const writer = staff(stage, ['DIALOGS_MANAGE', 'FLOWS_VIEW']);
    const flow = { ...hello('flow'), kind: 'FLOW' };
    expect(faultsOf(await take(wrap(hello('a'), flow), { actor: writer }))).toEqual(['FORBIDDEN document.dialogs.1']);
    expect(faultsOf(await take(wrap(hello('a')), { actor: writer, publish: true }))).toEqual(['FORBIDDEN']);
    expect(outcomes(await take(wrap(hello('a')), { actor: writer }))).toEqual(['a CREATED']);
    for (const actor of [staff(stage, ['DIALOGS_VIEW']), await stage.visitor()]) {
      expect(faultsOf(await take(wrap(hello('a')), { actor }))).toEqual(['FORBIDDEN']);
    }
  });

  test('keeps its place when somebody takes its key in the same moment', async () => {
    const both = await Promise.all([take(wrap(hello('same', 'One'))), take(wrap(hello('same', 'Two')))]);
    expect(both.flatMap(outcomes).sort()).toEqual(['same CREATED', 'same UPDATED']);
  });
});

describe('what was exported', () => {
  test('holds every card, comes back as it was, and always reads the same', async () => {
    const { document: source, prepare } = everyCard();
    await prepare(stage);
    expect(outcomes(await take(source, { publish: true }))).toEqual([
      'ask-for-a-demo CREATED PUBLISHED',
      'every-card CREATED PUBLISHED',
    ]);
    const dialog = await byKey('every-card');
    if (dialog === null) throw new Error('It was imported and is gone.');
    const text = valueOf(await dialogExport(stage.ports, admin(stage), { dialogIds: [dialog.id] }));
    expect(JSON.parse(text)).toEqual(source);
    expect(outcomes(await take(text))).toEqual(['ask-for-a-demo UNCHANGED', 'every-card UNCHANGED']);
    const other = await createStage(db);
    await prepare(other, 'ann@other.example');
    const carried = text.replace(everyCardAgent, 'ann@other.example');
    expect(outcomes(await take(carried, { on: other, publish: true }))).toHaveLength(2);
    const there = await byKey('every-card', other);
    const again = await dialogExport(other.ports, admin(other), { dialogIds: there === null ? [] : [there.id] });
    expect(valueOf(again)).toBe(carried);
  });

  test('names nobody who is gone, and is told so where it is imported', async () => {
    const agent = await stage.agent();
    const { agentId } = agent;
    const id = await desk.create({ key: 'gone' });
    await desk.replace(id, { key: 'a', liveChat: { routing: { strategy: 'AGENT', agentId, teamId: null } } });
    valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId }));
    const text = valueOf(await dialogExport(stage.ports, admin(stage), { dialogIds: [id] }));
    expect(text).toContain((await stage.agentRecord(agent)).email);
    const [imported] = valueOf(await take(text)).dialogs;
    expect(imported?.issues.map(({ code }) => code)).toContain('UNKNOWN_AGENT');
  });

  test('is for those who may view it, and of this workspace', async () => {
    const [dialog, flow] = [await desk.create(), await desk.create({ kind: 'FLOW', name: 'Flow' })];
    const exported = (actor: Actor, ...dialogIds: readonly (typeof dialog)[]) =>
      dialogExport(stage.ports, actor, { dialogIds });
    const viewer = staff(stage, ['DIALOGS_VIEW']);
    expect((await exported(viewer, dialog)).ok).toBe(true);
    expect(faultsOf(await exported(viewer, dialog, flow))).toEqual(['NOT_FOUND ids.1']);
    expect(faultsOf(await exported(viewer))).toEqual(['INVALID ids']);
    expect(faultsOf(await exported(staff(stage, ['DIALOGS_MANAGE']), dialog))).toEqual(['FORBIDDEN']);
    const other = await createStage(db);
    expect(faultsOf(await dialogExport(other.ports, admin(other), { dialogIds: [dialog] }))).toEqual([
      'NOT_FOUND ids.0',
    ]);
  });
});
