/** The people of a benchmark: made in bulk by SQL where the door's limits would slow the set-up, through the graph elsewhere. */
import { readDemo, globalId, newToken, plainId, post } from './rig.mjs';

export async function openCast(rig, product) {
  const demo = readDemo(product.dataDir);
  const signedIn = await post(product.url, '', 'mutation($i:SignInInput!){signIn(input:$i){token agent{id}}}', {
    i: { email: demo.admin.email, password: demo.admin.password },
  });
  const admin = signedIn.signIn.token;
  const { rows } = await rig.owner.query('SELECT workspace_id FROM workspace WHERE key = $1', [demo.workspaceKey]);
  const workspaceId = rows[0].workspace_id;

  async function sessions(kind, subjects) {
    const tokens = subjects.map(() => newToken(kind === 'AGENT' ? 's' : 'v'));
    await rig.owner.query(
      `INSERT INTO session (token_hash, workspace_id, session_id, kind, subject_id, slides_seconds, expires_at)
       SELECT hash, $1, gen_random_uuid(), $2, subject, 86400, now() + interval '1 day' FROM unnest($3::bytea[], $4::uuid[]) AS t (hash, subject)`,
      [workspaceId, kind, tokens.map(({ hash }) => hash), subjects],
    );
    return subjects.map((id, index) => ({ id, token: tokens[index].token }));
  }

  return {
    workspaceId,
    admin,
    /** Available agents in this ring order, in place of everybody who was in the workspace's ring. */
    async agents(count, capacity) {
      const made = await rig.owner.query(
        `WITH made AS (
           INSERT INTO agent (workspace_id, agent_id, name, email, password_hash, profile, permissions, available, capacity, seat_limit, seat_ceiling)
           SELECT $1, gen_random_uuid(), 'Agent ' || n, 'bench-' || n || '-' || gen_random_uuid() || '@example.com', 'none', 'LIVE_AGENT',
             ARRAY['LIVE_CHAT_TAKE', 'MY_CONVERSATIONS_VIEW'], true, $3::int, $3::int, $3::int
           FROM generate_series(1, $2) AS n RETURNING agent_id)
         SELECT agent_id FROM made`,
        [workspaceId, count, capacity],
      );
      const ids = made.rows.map((row) => row.agent_id);
      await rig.owner.query(
        `UPDATE round_robin_pool SET agent_ids = $2, last_offered = NULL WHERE workspace_id = $1 AND kind = 'WORKSPACE'`,
        [workspaceId, ids],
      );
      return sessions('AGENT', ids);
    },
    /** Who sees the whole workspace and takes no chats. */
    async viewers(count) {
      const made = await rig.owner.query(
        `INSERT INTO agent (workspace_id, agent_id, name, email, password_hash, profile, permissions, available, seat_limit, seat_ceiling)
         SELECT $1, gen_random_uuid(), 'Viewer ' || n, 'viewer-' || n || '-' || gen_random_uuid() || '@example.com', 'none', 'LIVE_AGENT',
           ARRAY['ALL_CONVERSATIONS_VIEW'], false, 1, 1
         FROM generate_series(1, $2) AS n RETURNING agent_id`,
        [workspaceId, count],
      );
      return sessions(
        'AGENT',
        made.rows.map((row) => row.agent_id),
      );
    },
    async visitors(count) {
      const made = await rig.owner.query(
        `INSERT INTO visitor (workspace_id, visitor_id) SELECT $1, gen_random_uuid() FROM generate_series(1, $2) RETURNING visitor_id`,
        [workspaceId, count],
      );
      return sessions(
        'VISITOR',
        made.rows.map((row) => row.visitor_id),
      );
    },
    /** A published dialog that asks one question and then for an agent of the whole ring. `queue`: visitors wait for one. */
    async dialog({ name = 'Benchmark', queue = null } = {}) {
      const made = await post(
        product.url,
        admin,
        'mutation($i:DialogCreateInput!){dialogCreate(input:$i){dialog{id} userErrors{message}}}',
        {
          i: { name, priority: 100 },
        },
      );
      const dialogId = made.dialogCreate.dialog.id;
      const cards = [
        {
          key: 'ask',
          question: { text: 'Talk to a person?', responses: [{ key: 'yes', label: 'Yes', next: 'chat' }] },
        },
        { key: 'chat', liveChat: { routing: { strategy: 'ROUND_ROBIN' }, acceptWindowSeconds: 500, queue } },
      ];
      for (const [name, input] of [
        ['dialogStreamReplace', { dialogId, cards }],
        ['dialogPublish', { dialogId }],
      ]) {
        const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
        const done = await post(product.url, admin, `mutation($i:${type}!){${name}(input:$i){userErrors{message}}}`, {
          i: input,
        });
        if (done[name].userErrors.length > 0) throw new Error(JSON.stringify(done));
      }
      return dialogId;
    },
    async start(visitor, dialogId) {
      const started = await post(
        product.url,
        visitor.token,
        'mutation($i:ConversationStartInput!){conversationStart(input:$i){conversation{id} userErrors{message}}}',
        {
          i: { dialogId, pageUrl: 'https://shop.example/pricing' },
        },
      );
      return started.conversationStart.conversation.id;
    },
    globalId,
    plainId,
  };
}

export const answerYes =
  'mutation($i:CardAnswerInput!){cardAnswer(input:$i){conversation{id liveChat{state}} userErrors{code message}}}';
export const yes = (conversationId) => ({ i: { conversationId, cardKey: 'ask', responseKey: 'yes' } });
export const accept = 'mutation($i:OfferAcceptInput!){offerAccept(input:$i){offer{state} userErrors{code message}}}';
