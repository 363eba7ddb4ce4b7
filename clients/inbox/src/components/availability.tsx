import { useState } from 'react';
import { willRing } from '../desk/ringing-sentence';
import { useDesk, useDeskState } from '../hooks/use-desk';
import { useStore } from '../hooks/use-store';

/** The switch, and the sentence that says what it amounts to. */
export function Availability() {
  const desk = useDesk();
  const state = useDeskState();
  const connection = useStore(desk.parley.connection);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const answer = willRing(state, connection);
  const available = state.agent?.available === true;
  const takesChats = state.permissions.includes('LIVE_CHAT_TAKE');

  const toggle = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(await desk.setAvailable(!available));
    setBusy(false);
  };

  return (
    <div className="availability">
      <span
        className="availability-sentence"
        data-rings={answer.willRing}
        role="status"
        title={problem ?? answer.sentence}
      >
        {problem ?? answer.sentence}
      </span>
      {takesChats && (
        <button
          type="button"
          className="switch"
          role="switch"
          aria-checked={available}
          aria-busy={busy}
          onClick={() => void toggle()}
        >
          <span className="switch-track" aria-hidden="true" />
          <span className="switch-label">Available</span>
        </button>
      )}
    </div>
  );
}
