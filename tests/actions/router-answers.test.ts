import { conversationEnd } from '../../src/actions';
import { routerLate } from '../../src/actions/router-answer';
import { stepOf } from '../../src/routing/steps';
import { globalId } from '../../src/schema/global-ids';
import { newId } from '../../src/stores/ids';
import { db, external, on, routerId, stage } from '../support/asked-router';
import { globalIdOf, ringStep } from '../support/router-stage';
import { valueOf } from '../support/stage';

describe('answers that are none', () => {
  test.each([
    ['no JSON', 'garbage'],
    ['half of it', '{"agentIds":["'],
    ['a list', '[]'],
    ['nothing said', '{}'],
    ['two things said', '{"fallThrough":true,"agentIds":[]}'],
    ['no fall-through', '{"fallThrough":false}'],
    ['no list', '{"agentIds":"Ann"}'],
    ['no ids', '{"agentIds":[1,null]}'],
    ['ids of nobody', '{"agentIds":["x","y"]}'],
    ['too many ids', JSON.stringify({ agentIds: Array.from({ length: 201 }, () => globalId('Agent', newId())) })],
    ['agents of nowhere', JSON.stringify({ agentIds: [globalId('Agent', newId())] })],
    ['a team of nowhere', JSON.stringify({ teamId: globalId('Team', newId()) })],
    ['an agent for a team', JSON.stringify({ teamId: globalId('Agent', newId()) })],
    ['more than 64 KiB', `{"fallThrough":true,"padding":"${'x'.repeat(64 * 1024)}"}`],
  ])('%s: the route goes on', async (_what, text) => {
    const ann = await stage.agent();
    on.customer.answers = (_asked, response) => void response.end(text);
    await on.routes(external(), ringStep);
    const id = await stage.asks(await stage.visitor());
    await on.isDecided(id);
    expect((await stage.ringing(id)).agentId).toBe(ann.agentId);
    expect(await on.findingsOf(id)).toEqual(['ASKED: ASKED', 'OFFERED: WRONG_ANSWER CHOSE']);
    const [question] = await db.rows<{ detail: string }>(
      'SELECT detail FROM router_question WHERE external_router_id = $1',
      [routerId],
    );
    expect(question?.detail).toMatch(/^[A-Z].*\.$/s);
  });

  test.each([301, 404, 500, 204])('status %i is no answer', async (status) => {
    const ann = await stage.agent();
    on.customer.answers = (_asked, response) =>
      void response.writeHead(status, { location: 'http://169.254.169.254/' }).end();
    await on.routes(external(), ringStep);
    const id = await stage.asks(await stage.visitor());
    await on.isDecided(id);
    expect((await stage.ringing(id)).agentId).toBe(ann.agentId);
    expect((await on.findingsOf(id)).at(-1)).toBe('OFFERED: WRONG_ANSWER CHOSE');
  });

  test('fall through, and an empty list, pass the step on purpose', async () => {
    const ann = await stage.agent();
    await on.routes(external(), ringStep);
    for (const answer of [{ fallThrough: true }, { agentIds: [] }]) {
      on.customer.says(answer);
      const id = await stage.asks(await stage.visitor());
      await on.isDecided(id);
      expect((await stage.ringing(id)).agentId).toBe(ann.agentId);
      expect((await on.findingsOf(id)).at(-1)).toBe('OFFERED: NOBODY_ELIGIBLE CHOSE');
    }
  });
});

describe('the deadline', () => {
  test('holds over the whole of the answer, however slowly it drips', async () => {
    const ann = await stage.agent();
    const hurried = await on.router(200);
    on.customer.answers = (_asked, response) => {
      const dripping = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(dripping));
    };
    await on.routes(external({ routerId: hurried }), ringStep);
    const id = await stage.asks(await stage.visitor());
    await on.isDecided(id);
    expect((await stage.ringing(id)).agentId).toBe(ann.agentId);
    expect((await on.findingsOf(id)).at(-1)).toBe('OFFERED: NO_ANSWER_IN_TIME CHOSE');
  });

  test('whoever looks at it first behind the deadline goes on, and an answer that comes later changes nothing', async () => {
    const [ann, bo] = [await stage.agent(), await stage.agent()];
    const silence = on.customer.keepsSilent();
    await on.routes(external(), stepOf('AGENT', { agentId: ann.agentId }));
    const id = await stage.asks(await stage.visitor());
    await on.customer.isAsked(1);
    const chat = await stage.chat(id);
    expect(chat.state).toBe('ROUTING');
    const { workspaceId } = stage;
    await routerLate(stage.ports, { workspaceId, liveChatId: chat.id });
    expect((await stage.chat(id)).state).toBe('ROUTING');

    await db.moveClock(5_000);
    await routerLate(stage.ports, { workspaceId, liveChatId: chat.id });
    expect((await stage.ringing(id)).agentId).toBe(ann.agentId);
    silence.answer(JSON.stringify({ agentIds: [globalIdOf(bo)] }));
    await stage.ports.routerCalls.settled();
    expect((await stage.offers(id)).map((offer) => offer.agentId)).toEqual([ann.agentId]);
    expect(await on.findingsOf(id)).toEqual(['ASKED: ASKED', 'OFFERED: NO_ANSWER_IN_TIME CHOSE']);
  });

  test('an answer behind the deadline counts as none although nobody has looked yet', async () => {
    const [ann, bo] = [await stage.agent(), await stage.agent()];
    const silence = on.customer.keepsSilent();
    await on.routes(external(), stepOf('AGENT', { agentId: ann.agentId }));
    const id = await stage.asks(await stage.visitor());
    await on.customer.isAsked(1);
    await db.moveClock(5_000);
    silence.answer(JSON.stringify({ agentIds: [globalIdOf(bo)] }));
    await on.isDecided(id);
    expect((await stage.ringing(id)).agentId).toBe(ann.agentId);
  });

  test('a visitor who leaves while it is being asked has left', async () => {
    const ann = await stage.agent();
    const silence = on.customer.keepsSilent();
    await on.routes(external());
    const visitor = await stage.visitor();
    const id = await stage.asks(visitor);
    await on.customer.isAsked(1);
    valueOf(await conversationEnd(stage.ports, visitor, { conversationId: id }));
    silence.answer(JSON.stringify({ agentIds: [globalIdOf(ann)] }));
    await stage.ports.routerCalls.settled();
    const chat = await stage.chat(id);
    expect(chat.state).toBe('ABANDONED');
    await db.moveClock(5_000);
    await routerLate(stage.ports, { workspaceId: stage.workspaceId, liveChatId: chat.id });
    expect((await stage.chat(id)).state).toBe('ABANDONED');
    expect(await db.rows('SELECT kind FROM due_work WHERE kind = $1', ['ROUTER_LATE'])).toEqual([]);
  });
});
