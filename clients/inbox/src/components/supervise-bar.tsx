import { useState } from 'react';
import type { Row, Thread } from '../desk/state';
import { useDesk, useDeskState } from '../hooks/use-desk';
import { Icon } from './icon';

interface SuperviseBarProps {
  readonly conversationId: string;
  readonly row: Row;
  readonly thread: Thread;
}

const goesOn = ['ROUTING', 'WAITING', 'OFFERED', 'CONNECTED'];

/** What somebody else's chat offers to who watches over it. Each deed is a permission of its own, and is written down. */
export function SuperviseBar({ conversationId, row, thread }: SuperviseBarProps) {
  const { chats } = useDesk();
  const { permissions } = useDeskState();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const state = row.liveChat?.state ?? null;
  const mayListen = state === 'CONNECTED' && permissions.includes('CHATS_LISTEN');
  const mayTakeOver = permissions.includes('CHATS_TAKE_OVER');
  if (state === null || !goesOn.includes(state) || (!mayListen && !mayTakeOver)) return null;
  const listens = thread.detail?.isListenedTo === true;

  const does = async (deed: (id: string) => Promise<string | null>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(await deed(conversationId));
    setBusy(false);
  };
  return (
    <section className="supervise-bar" aria-label="Supervision">
      <p>{inWords(row, listens)}</p>
      {mayListen && (
        <button
          type="button"
          className="button"
          aria-busy={busy}
          onClick={() => void does((id) => (listens ? chats.stopListening(id) : chats.listen(id)))}
        >
          <Icon name="listen" />
          {listens ? 'Stop listening' : 'Listen'}
        </button>
      )}
      {mayTakeOver && (
        <button type="button" className="button" aria-busy={busy} onClick={() => void does((id) => chats.takeOver(id))}>
          <Icon name="handOver" />
          Take over
        </button>
      )}
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

function inWords(row: Row, listens: boolean): string {
  const agent = row.liveChat?.agentName ?? 'an agent';
  if (row.liveChat?.state !== 'CONNECTED') return 'This visitor waits for somebody.';
  return listens ? `You listen to ${agent}. Nobody in the chat is told.` : `This is ${agent}’s chat.`;
}
