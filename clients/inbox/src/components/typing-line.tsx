import { type Row, visitorName } from '../desk/state';
import { useDeskState } from '../hooks/use-desk';

/** Its place is always there, so that the transcript does not jump. */
export function TypingLine({ conversationId, row }: { readonly conversationId: string; readonly row: Row | null }) {
  const typing = useDeskState().typing.get(conversationId);
  const name = typing?.authorName ?? (row === null ? 'The visitor' : visitorName(row.visitor));
  return (
    <div className="typing-line" aria-live="polite">
      {typing !== undefined && (
        <>
          {name} is typing
          <span className="typing-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
        </>
      )}
    </div>
  );
}
