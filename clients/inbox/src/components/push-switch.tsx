import { useState } from 'react';
import { useDesk, useDeskState } from '../hooks/use-desk';
import { canBeWoken, turnOff, turnOn, wantsToBeWoken } from '../notify/push';

/** Whether this browser rings while the inbox is closed. Not there where the browser cannot, or nobody would ring. */
export function PushSwitch() {
  const { parley } = useDesk();
  const { permissions } = useDeskState();
  const [isOn, setOn] = useState(wantsToBeWoken);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (!canBeWoken() || !permissions.includes('LIVE_CHAT_TAKE')) return null;

  const toggle = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(await (isOn ? turnOff(parley) : turnOn(parley)));
    setOn(wantsToBeWoken());
    setBusy(false);
  };

  return (
    <div className="push-choice">
      <button
        type="button"
        className="switch"
        role="switch"
        aria-checked={isOn}
        aria-busy={busy}
        onClick={() => void toggle()}
      >
        <span className="switch-track" aria-hidden="true" />
        <span className="switch-label">Ring when the inbox is closed</span>
      </button>
      {problem !== null && (
        <p className="push-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
