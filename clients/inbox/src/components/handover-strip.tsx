import { useState } from 'react';
import type { Thread } from '../desk/state';
import { useDesk } from '../hooks/use-desk';
import { useNow } from '../hooks/use-now';
import { countdown } from '../words';
import { Icon } from './icon';

interface HandoverStripProps {
  readonly conversationId: string;
  readonly thread: Thread;
  readonly mayTakeBack: boolean;
}

/** What the chat asks of another agent right now, or what came of it. */
export function HandoverStrip({ conversationId, thread, mayTakeBack }: HandoverStripProps) {
  const desk = useDesk();
  const offer = thread.detail?.handover ?? null;
  if (offer !== null) {
    return <Ringing key={offer.id} conversationId={conversationId} offer={offer} mayTakeBack={mayTakeBack} />;
  }
  if (thread.notice === null) return null;
  return (
    <p className="handover-strip" role="status">
      <Icon name="handOver" />
      <span>{thread.notice}</span>
      <button type="button" className="link" onClick={() => desk.chats.dismissNotice(conversationId)}>
        Got it
      </button>
    </p>
  );
}

interface RingingProps {
  readonly conversationId: string;
  readonly offer: NonNullable<NonNullable<Thread['detail']>['handover']>;
  readonly mayTakeBack: boolean;
}

function Ringing({ conversationId, offer, mayTakeBack }: RingingProps) {
  const desk = useDesk();
  const now = useNow(1_000);
  const [problem, setProblem] = useState<string | null>(null);
  const left = Date.parse(offer.expiresAt) - now;
  const who = offer.agent.name;
  return (
    <p className="handover-strip" role="status">
      <Icon name="handOver" />
      <span>
        {offer.kind === 'INVITE' ? `Asking ${who} to help` : `Asking ${who} to take this chat`}{' '}
        <span aria-hidden="true" className="figures">
          {countdown(left)}
        </span>
        {problem !== null && <span className="problem"> {problem}</span>}
      </span>
      {mayTakeBack && (
        <button
          type="button"
          className="link"
          onClick={() => void desk.chats.takeBack(conversationId).then(setProblem)}
        >
          Take back
        </button>
      )}
    </p>
  );
}
