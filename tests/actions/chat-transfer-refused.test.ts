/** Whom a chat cannot be handed over to, and by whom it cannot: each with what to do instead. */
import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { chatTransfer, type ChatTransferInput } from '../../src/actions/chat-transfer';
import { conversationEnd } from '../../src/actions/conversation-end';
import type { AgentActor } from '../../src/auth/actor';
import { ann, ben, handedTo, id, stage, visitor } from '../support/handover';
import { admin } from '../support/staff';
import { codeOf, valueOf } from '../support/stage';

describe('is refused with what to do', () => {
  const refusals: readonly (readonly [
    what: string,
    code: string,
    target: () => Promise<Partial<ChatTransferInput>>,
  ])[] = [
    ['to nobody', 'INVALID', async () => ({})],
    ['to two at once', 'INVALID', async () => ({ agentId: ben.agentId, teamId: await stage.team('T', [ben]) })],
    ['to oneself', 'INVALID', async () => ({ agentId: ann.agentId })],
    [
      'to who is away',
      'AGENT_UNAVAILABLE',
      async () => ({ agentId: (await stage.agent({ available: false })).agentId }),
    ],
    [
      'to who is not signed in',
      'AGENT_UNAVAILABLE',
      async () => ({ agentId: (await stage.agent({ reachable: false })).agentId }),
    ],
    [
      'to who takes no chats',
      'AGENT_UNAVAILABLE',
      async () => ({ agentId: (await stage.agent({ permissions: [] })).agentId }),
    ],
    ['to who was deactivated', 'AGENT_UNAVAILABLE', async () => ({ agentId: await deactivated() })],
    ['to who does not exist', 'AGENT_UNAVAILABLE', async () => ({ agentId: stage.ports.newId<'Agent'>() })],
    ['to a team that is gone', 'NOT_FOUND', async () => ({ teamId: stage.ports.newId<'Team'>() })],
    ['to an empty team', 'AGENT_UNAVAILABLE', async () => ({ teamId: await stage.team('Nobody', []) })],
    ['to a rule that is gone', 'NOT_FOUND', async () => ({ ruleId: stage.ports.newId<'CustomRule'>() })],
    ['with a note of a novel', 'INVALID', async () => ({ agentId: ben.agentId, note: 'x'.repeat(1_001) })],
  ];

  async function deactivated() {
    const { agentId } = await stage.agent();
    valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId }));
    return agentId;
  }

  test.each(refusals)('%s: %s', async (_what, code, target) => {
    const answer = await chatTransfer(stage.ports, ann, handedTo(await target()));
    expect(codeOf(answer)).toBe(code);
    expect(await stage.pending(id)).toBeNull();
    expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED', agentId: ann.agentId });
  });

  test('to who is full: AT_CAPACITY', async () => {
    const full = await stage.agent({ capacity: 1 });
    await stage.work(async (tx) => {
      tx.agents.reserve(full.agentId);
    });
    expect(codeOf(await chatTransfer(stage.ports, ann, handedTo({ agentId: full.agentId })))).toBe('AT_CAPACITY');
  });

  test('by whom it does not belong to: as if there were none', async () => {
    expect(codeOf(await chatTransfer(stage.ports, ben, handedTo({ agentId: ben.agentId })))).toBe('NOT_FOUND');
    expect(codeOf(await chatTransfer(stage.ports, visitor, handedTo({ agentId: ben.agentId })))).toBe('FORBIDDEN');
  });

  test('without the permission: FORBIDDEN', async () => {
    const without: AgentActor = { ...ann, permissions: new Set(['LIVE_CHAT_TAKE']) };
    expect(codeOf(await chatTransfer(stage.ports, without, handedTo({ agentId: ben.agentId })))).toBe('FORBIDDEN');
  });

  test('once it is over: CONVERSATION_CLOSED', async () => {
    valueOf(await conversationEnd(stage.ports, ann, { conversationId: id }));
    expect(codeOf(await chatTransfer(stage.ports, ann, handedTo({ agentId: ben.agentId })))).toBe(
      'CONVERSATION_CLOSED',
    );
  });
});
