/** Rows as they would be after a while, written by the owner past every action: reads are tested by what lies there. */
import type { TestDatabase } from '../support/database';
import { newId } from '../../src/stores/ids';
import type {
  AgentId,
  ConversationId,
  DialogId,
  LiveChatId,
  MessageId,
  PoolId,
  RuleId,
  TeamId,
  VisitorId,
} from '../../src/routing/terms';

type Owner = Pick<TestDatabase, 'rows'>;
type Columns = Readonly<Record<string, unknown>>;

/** Minutes behind a fixed moment, with microseconds where a test needs two that differ by less than a millisecond. */
export function at(minute: number, microseconds = 0): string {
  const time = new Date(Date.parse('2030-05-01T08:00:00Z') + minute * 60_000).toISOString();
  return time.replace('.000Z', `.${String(microseconds).padStart(6, '0')}Z`);
}

export class Seed {
  readonly workspaceId = newId<'Workspace'>();
  readonly dialogId: DialogId = newId<'Dialog'>();

  private constructor(private readonly owner: Owner) {}

  static async workspace(owner: Owner): Promise<Seed> {
    const seed = new Seed(owner);
    const { workspaceId, dialogId } = seed;
    await owner.rows('SELECT workspace_create($1, $2, $3, $4, $5)', [
      workspaceId,
      `wk_${workspaceId}`,
      'Acme',
      'PRIME',
      newId<'RoundRobinPool'>(),
    ]);
    await seed.insert('dialog', { dialog_id: dialogId, key: dialogId, name: 'Pricing' });
    await seed.insert('dialog_version', { dialog_id: dialogId, version: 1, cards: '[{"key":"hello"}]' });
    return seed;
  }

  async insert(table: string, columns: Columns): Promise<void> {
    const all = { workspace_id: this.workspaceId, ...columns };
    const places = Object.keys(all).map((_, index) => `$${index + 1}`);
    await this.owner.rows(
      `INSERT INTO ${table} (${Object.keys(all).join(', ')}) VALUES (${places.join(', ')})`,
      Object.values(all),
    );
  }

  async agent(columns: Columns = {}): Promise<AgentId> {
    const id = newId<'Agent'>();
    const name = `Agent ${id}`;
    await this.insert('agent', {
      agent_id: id,
      name,
      email: `${id}@example.com`,
      password_hash: 'none',
      profile: 'LIVE_AGENT',
      seat_limit: 10,
      seat_ceiling: 10,
      ...columns,
    });
    return id;
  }

  async team(members: readonly AgentId[], columns: Columns = {}): Promise<TeamId> {
    const id = newId<'Team'>();
    await this.insert('team', { team_id: id, name: `Team ${id}`, ...columns });
    for (const [place, agentId] of members.entries()) {
      await this.insert('team_member', { team_id: id, agent_id: agentId, place });
    }
    return id;
  }

  async rule(position: number, ring: readonly AgentId[]): Promise<RuleId> {
    const id = newId<'CustomRule'>();
    const poolId: PoolId = newId<'RoundRobinPool'>();
    await this.insert('custom_rule', {
      custom_rule_id: id,
      name: `Rule ${position}`,
      position,
      match: 'ALL',
      conditions: '[]',
    });
    await this.insert('round_robin_pool', { pool_id: poolId, kind: 'RULE', custom_rule_id: id, agent_ids: ring });
    return id;
  }

  async visitor(attributes: Readonly<Record<string, string>> = {}): Promise<VisitorId> {
    const id = newId<'Visitor'>();
    await this.insert('visitor', { visitor_id: id });
    for (const [name, value] of Object.entries(attributes)) {
      await this.insert('visitor_attribute', { visitor_id: id, name, value, source: 'VISITOR' });
    }
    return id;
  }

  async conversation(visitorId: VisitorId, columns: Columns = {}): Promise<ConversationId> {
    const id = newId<'Conversation'>();
    const startedAt = columns.started_at ?? at(0);
    await this.insert('conversation', {
      conversation_id: id,
      visitor_id: visitorId,
      dialog_id: this.dialogId,
      dialog_version: 1,
      status: 'COMPLETED',
      last_activity_at: startedAt,
      started_at: startedAt,
      engaged_at: startedAt,
      ended_at: columns.status === 'OPEN' ? null : startedAt,
      ...columns,
    });
    return id;
  }

  /** A chat that this agent has accepted, with its messages: `V` by the visitor, `A` by the agent, `S` by the system. */
  async chat(visitorId: VisitorId, agentId: AgentId, says: string, columns: Columns = {}): Promise<ConversationId> {
    const liveChatId: LiveChatId = newId<'LiveChat'>();
    const state = columns.live_chat_state ?? 'CONNECTED';
    const conversationId = await this.conversation(visitorId, {
      status: state === 'CONNECTED' ? 'OPEN' : 'COMPLETED',
      agent_id: agentId,
      live_chat_id: liveChatId,
      live_chat_state: state,
      last_sequence: says.length,
      ...columns,
    });
    await this.insert('live_chat', {
      live_chat_id: liveChatId,
      conversation_id: conversationId,
      state,
      strategy: 'ROUND_ROBIN',
      requested_at: at(0),
      agent_id: agentId,
      connected_at: at(0),
    });
    for (const [index, who] of [...says].entries()) {
      const by = { V: ['VISITOR', visitorId], A: ['AGENT', agentId], S: ['SYSTEM', null] }[who] ?? ['BOT', null];
      await this.message(conversationId, index + 1, { author: by[0], author_id: by[1] });
    }
    return conversationId;
  }

  async message(conversationId: ConversationId, sequence: number, columns: Columns = {}): Promise<MessageId> {
    const id = newId<'Message'>();
    await this.insert('message', {
      conversation_id: conversationId,
      sequence,
      message_id: id,
      author: 'BOT',
      text: `line ${sequence}`,
      created_at: at(sequence),
      ...columns,
    });
    return id;
  }
}
