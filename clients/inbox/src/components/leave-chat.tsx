import { useState } from 'react';
import { useDesk } from '../hooks/use-desk';

/** A guest goes; the chat goes on without. */
export function LeaveChat({ conversationId }: { readonly conversationId: string }) {
  const { chats } = useDesk();
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <div className="end-chat">
      <button type="button" className="button" onClick={() => void chats.leave(conversationId).then(setProblem)}>
        Leave
      </button>
      {problem !== null && (
        <p className="popover problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
