/** Chats under way: each visitor with an agent of their own, made through the graph. */
import { accept, answerYes, yes } from './cast.mjs';
import { post } from './rig.mjs';
import { Socket } from './socket.mjs';

/** So many at once are being set up: they share transactions, and nobody waits long. */
const atOnce = 25;

/** Runs `each` over all, `atOnce` at a time, and answers in their order. */
export async function together(all, each) {
  const done = [];
  let next = 0;
  const work = async () => {
    while (next < all.length) {
      const index = next++;
      done[index] = await each(all[index], index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return done;
}

/** A socket whose subscription is open: resolves behind its first frame. */
export async function listening(url, { token, query, variables = {}, onData }) {
  const socket = await Socket.open(url, token);
  await new Promise((resolve, reject) =>
    socket.subscribe(query, variables, (data, errors) => {
      if (errors) return reject(new Error(JSON.stringify(errors)));
      resolve();
      onData(data);
    }),
  );
  return socket;
}

/**
 * A chat for each visitor. `sockets` are of the agents it may ring at, by the agent's id: each has an open stream, and room.
 * Answers `{ visitor, agentSocket, conversationId }` in the visitors' order.
 */
export async function openChats(rig, { product, cast, visitors, sockets }) {
  const dialogId = await cast.dialog();
  const asked = await together(visitors, async (visitor) => {
    const conversationId = await cast.start(visitor, dialogId);
    await post(product.url, visitor.token, answerYes, yes(conversationId));
    return { visitor, conversationId };
  });
  const { rows } = await rig.owner.query(
    `SELECT conversation_id, offer_id, agent_id FROM offer WHERE workspace_id = $1 AND state = 'PENDING'`,
    [cast.workspaceId],
  );
  const offers = new Map(rows.map((row) => [row.conversation_id, row]));
  return together(asked, async (chat) => {
    const { offer_id: offerId, agent_id: agentId } = offers.get(cast.plainId(chat.conversationId));
    const agentSocket = sockets.get(agentId);
    const { offerAccept } = await agentSocket.ask(accept, { i: { offerId: cast.globalId('Offer', offerId) } });
    if (offerAccept.offer?.state !== 'ACCEPTED') throw new Error(JSON.stringify(offerAccept));
    return { ...chat, agentSocket };
  });
}
