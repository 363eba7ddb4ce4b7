import type { Detail } from '../desk/state';
import { useNow } from '../hooks/use-now';
import { clockTime, dayName } from '../words';

type Past = NonNullable<Detail['visitor']['conversations']>['nodes'][number];

interface PastConversationsProps {
  readonly conversations: readonly Past[];
  readonly current: string;
  readonly onSelect: (conversationId: string) => void;
}

function what({ liveChat, status }: Past): string {
  if (liveChat === null) return status === 'OPEN' ? 'With the bot, still open' : 'With the bot';
  if (liveChat.state === 'MISSED') return 'Missed';
  return liveChat.agentName === null ? 'Live chat' : `With ${liveChat.agentName}`;
}

export function PastConversations({ conversations, current, onSelect }: PastConversationsProps) {
  const now = useNow(60_000);
  const others = conversations.filter(({ id }) => id !== current);
  return (
    <section>
      <h4>Past conversations</h4>
      {others.length === 0 ? (
        <p className="quiet">This is the first one.</p>
      ) : (
        <ul className="past-list">
          {others.map((past) => (
            <li key={past.id}>
              <button type="button" onClick={() => onSelect(past.id)}>
                <span>{what(past)}</span>
                <span className="quiet figures">
                  {dayName(past.startedAt, now)}, {clockTime(past.startedAt)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
