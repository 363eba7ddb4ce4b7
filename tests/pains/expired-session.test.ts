/** A session that runs out in the middle of a shift ends the stream at once, and costs nothing that was said meanwhile. */
import { EventsDocument, SignInDocument } from '../../clients/sdk/generated/graphql';
import { globalId } from '../../src/schema/global-ids';
import type { StaffEvent } from '../support/agent-at-desk';
import { openDesk } from '../support/desk';
import { Happenings } from '../support/happenings';
import { granted } from '../support/person';

const endings = 3;

test('a session that ran out is replaced by a fresh one again and again, and the log goes on without a gap or a double', async () => {
  const desk = await openDesk();
  const ann = await desk.agent({ name: 'Ann' });
  const vera = await desk.visitor();
  await vera.asksForAnAgent();
  await ann.accepts();
  const credentials = { email: `supervisor.${desk.workspaceKey}@example.com`, password: 'long enough a password' };
  await desk.admin.does('agentCreate', { name: 'Sue', profile: 'ADMIN', ...credentials }, 'agent { id }');

  let signedIn = 0;
  const signIn = async (): Promise<void> => {
    const answer = await tab.parley.request(SignInDocument, { input: credentials }, { anonymous: true });
    if (!answer.ok) throw new Error(answer.failure.message);
    tab.usesToken(granted(answer.data.signIn).token ?? '');
    signedIn += 1;
  };
  const heard = new Happenings<StaffEvent>('The supervisor');
  const tab = await desk.tabOf(desk.admin, undefined, {
    onUnauthenticated: signIn,
  });
  await signIn();
  const stream = tab.parley.events({
    document: EventsDocument,
    load: async () => null,
    onEvents: (events) => events.forEach((event) => heard.add(event)),
  });
  stream.state.subscribe(() => heard.changed());
  await heard.until('a live stream', () => (stream.state.getSnapshot() === 'live' ? true : null));

  for (let ending = 1; ending <= endings; ending += 1) {
    const talking = (async () => {
      for (let line = 0; line < 15; line += 1) await vera.says(`line ${ending}.${line}`);
    })();
    // Counted before the one in use ends, and only once the next is there: what ends is always the newest session.
    const before = signedIn;
    await desk.db.rows(
      `UPDATE session SET expires_at = parley_now() WHERE subject_id = (SELECT agent_id FROM agent WHERE email = $1)`,
      [credentials.email],
    );
    await heard.until('a fresh session', () => (signedIn > before ? true : null));
    await talking;
  }
  await vera.says('goodbye');
  await vera.sees('goodbye');

  const stored = await desk.db.rows<{ id: string }>(`SELECT event_id AS id FROM event ORDER BY position`);
  const log = stored.map(({ id }) => globalId('Event', id));
  await heard.first('the last event', ({ id }) => id === log.at(-1));
  expect(heard.all.map(({ id }) => id)).toEqual(log.slice(-heard.all.length));
  expect(heard.all.length).toBeGreaterThan(endings * 15);
  stream.stop();
});
