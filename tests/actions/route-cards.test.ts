/** Cards with routes: brought in and out as a document, asked about by a branch, and booked from. */
import { agentUpdate } from '../../src/actions/agent-update';
import { dialogExport } from '../../src/actions/dialog-export';
import { dialogImport } from '../../src/actions/dialog-import';
import { routeCreate } from '../../src/actions/route-create';
import { stepOf } from '../../src/routing/steps';
import type { LiveChatRouting } from '../../src/routing/terms';
import type { Card } from '../../src/streams/script';
import { atTheCard, bookable, slotsOf, toAMeeting } from '../support/bookable';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { admin, faultsOf } from '../support/staff';
import { createStage, type Stage, valueOf } from '../support/stage';
import { along } from '../support/stage-dialogs';

let db: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  db = await openTestDatabase({ poolSize: 4 });
});
afterAll(() => db.close());
beforeEach(async () => {
  stage = await createStage(db);
});

const document = (routing: object): string =>
  JSON.stringify({
    format: 'parley-dialogs',
    version: 1,
    dialogs: [{ key: 'chat', name: 'Chat', cards: [{ key: 'chat', liveChat: { routing } }] }],
  });
const take = (routing: object, dryRun = false) =>
  dialogImport(stage.ports, admin(stage), { document: document(routing), dryRun, publish: false });

test('a document names agents, teams, routes and servers by their names, and an export brings them out again', async () => {
  const ann = await stage.agent({ name: 'Ann' });
  const { email } = await stage.agentRecord(ann);
  await stage.team('Sales', [ann]);
  valueOf(await routeCreate(stage.ports, admin(stage), { name: 'Everybody', steps: [stepOf('ROUND_ROBIN')] }));
  await stage.work(async (tx) => {
    const where = { url: 'https://router.example/', secret: new Uint8Array(32), deadlineMs: 1_000, enabled: true };
    tx.routers.insert({ id: stage.ports.newId(), name: 'Brain', ...where });
  });
  const steps = [
    { kind: 'AGENT', agent: email, attempts: 2, acceptWindowSeconds: 30, coolDownSeconds: 60 },
    { kind: 'SKILLS', team: 'Sales', skills: [{ name: 'Swedish', level: 2, relaxAfterSeconds: 30 }] },
    { kind: 'EXTERNAL', router: 'Brain' },
    { kind: 'ROUTE', route: 'everybody' },
  ];
  const [made] = valueOf(await take({ strategy: 'ROUTE', steps })).dialogs;
  expect(made?.issues.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  const exported = valueOf(
    await dialogExport(stage.ports, admin(stage), { dialogIds: made === undefined ? [] : [made.id] }),
  );
  const { dialogs } = JSON.parse(exported) as { dialogs: { cards: { liveChat: { routing: unknown } }[] }[] };
  expect(dialogs[0]?.cards[0]?.liveChat.routing).toEqual({
    strategy: 'ROUTE',
    steps: [
      { kind: 'AGENT', agent: email, attempts: 2, acceptWindowSeconds: 30, coolDownSeconds: 60 },
      { kind: 'SKILLS', team: 'Sales', skills: [{ name: 'swedish', level: 2, relaxAfterSeconds: 30 }] },
      { kind: 'EXTERNAL', router: 'Brain' },
      { kind: 'ROUTE', route: 'Everybody' },
    ],
  });
  expect(valueOf(await take({ strategy: 'ROUTE', route: 'Everybody' })).dialogs[0]?.outcome).toBe('UPDATED');
});

test('a document with a bad route changes nothing and names all its faults', async () => {
  const at = 'document.dialogs.0.cards.0.liveChat.routing';
  const steps = [
    { kind: 'AGENT', agent: 'nobody@example.com' },
    { kind: 'TEAM' },
    { kind: 'SKILLS', skills: [{ name: 'x', level: 9 }] },
    { kind: 'ROUTE', route: 'No such route' },
  ];
  const faults = faultsOf(await take({ strategy: 'ROUTE', steps }));
  const places = faults.map((fault) => fault.replace(`INVALID ${at}.`, ''));
  expect(places.filter((place) => place.startsWith('steps.0'))).not.toEqual([]);
  expect(places).toEqual(
    expect.arrayContaining(['steps.1.teamId', 'steps.2.skills.0.level', expect.stringMatching(/^steps\.3\.route/)]),
  );
  expect(faultsOf(await take({ strategy: 'ROUTE' }))).toEqual([`INVALID ${at}`]);
  expect(faultsOf(await take({ strategy: 'ROUTE', steps: [{ kind: 'ORACLE' }] }))[0]).toBe(
    `INVALID ${at}.steps.0.kind`,
  );
  expect(await stage.work((tx) => tx.dialogs.findByKeys(['chat']))).toEqual([]);
});

test('a branch asks whether a route would come to somebody', async () => {
  const ann = await stage.agent({ name: 'Ann' });
  const skills = [{ name: 'swedish', level: 2, relaxAfterSeconds: null }];
  const routing = along(stepOf('LAST_AGENT'), stepOf('SKILLS', { skills }));
  const says = (key: string, text: string): Card => ({ kind: 'MESSAGE', key, text, next: null });
  const cards: readonly Card[] = [
    {
      kind: 'BRANCH',
      key: 'fork',
      branches: [
        {
          key: 'there',
          match: 'ALL',
          conditions: [{ kind: 'AGENT_AVAILABLE', routing, available: true }],
          next: 'yes',
        },
      ],
      otherwise: { next: 'no' },
    },
    says('yes', 'Somebody is there.'),
    says('no', 'Nobody is there.'),
  ];
  await stage.dialog({ cards });
  const said = async (): Promise<string | undefined> => {
    const id = await atTheCard(stage, await stage.visitor());
    return (await stage.messages(id)).at(-1)?.text;
  };
  expect(await said()).toBe('Nobody is there.');
  const level = { agentId: ann.agentId, skills: [{ name: 'Swedish', level: 2 }] };
  valueOf(await agentUpdate(stage.ports, admin(stage), level));
  expect(await said()).toBe('Somebody is there.');
});

test('a meeting is booked with the first step that has somebody who can be booked', async () => {
  const ann = await bookable(stage, 'Ann');
  const bob = await bookable(stage, 'Bob');
  const nobody = await stage.agent({ name: 'Nobody' });
  const teamId = await stage.team('Sales', [bob]);
  valueOf(
    await agentUpdate(stage.ports, admin(stage), { agentId: ann.agentId, skills: [{ name: 'swedish', level: 5 }] }),
  );
  const to = ({ agentId }: typeof ann) => stepOf('AGENT', { agentId });
  const skilled = stepOf('SKILLS', { skills: [{ name: 'swedish', level: 5, relaxAfterSeconds: 1 }] });
  const routeId = valueOf(
    await routeCreate(stage.ports, admin(stage), { name: 'Sales', steps: [to(nobody), stepOf('TEAM', { teamId })] }),
  );
  let priority = 0;
  const offers = async (routing: LiveChatRouting): Promise<readonly string[]> => {
    await stage.dialog({ cards: toAMeeting({ routing }), priority: (priority += 1) });
    const visitor = await stage.visitor();
    const slots = await slotsOf(stage, visitor, await atTheCard(stage, visitor));
    return [...new Set(slots.flatMap(({ agentIds }) => agentIds))];
  };
  expect(await offers(along(to(nobody), to(bob), to(ann)))).toEqual([bob.agentId]);
  expect(await offers(along(skilled, to(bob)))).toEqual([ann.agentId]);
  expect(await offers({ strategy: 'ROUTE', agentId: null, teamId: null, routeId })).toEqual([bob.agentId]);
});
