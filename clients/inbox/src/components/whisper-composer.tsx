import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useDesk } from '../hooks/use-desk';
import { Icon } from './icon';

const longest = 4_000;

export function WhisperSwitch({ pressed, onPress }: { readonly pressed: boolean; readonly onPress: () => void }) {
  return (
    <button
      type="button"
      className="icon-button whisper-switch"
      aria-pressed={pressed}
      aria-label="Whisper to staff instead of writing to the visitor"
      title="Whisper to staff"
      onClick={onPress}
    >
      <Icon name="whisper" />
    </button>
  );
}

interface WhisperComposerProps {
  readonly conversationId: string;
  /** Back to writing to the visitor; absent: nothing else may be written here. */
  readonly onBack?: () => void;
}

/** For staff alone, and it looks so: nobody should take it for the line to the visitor. */
export function WhisperComposer({ conversationId, onBack }: WhisperComposerProps) {
  const { chats } = useDesk();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (onBack !== undefined) field.current?.focus({ preventScroll: true });
  }, []);

  const empty = text.trim() === '';
  const send = async (): Promise<void> => {
    if (empty || busy) return;
    setBusy(true);
    const why = await chats.whisper(conversationId, text);
    setBusy(false);
    setProblem(why);
    if (why === null) setText('');
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Escape' && onBack !== undefined && empty) {
      event.stopPropagation();
      onBack();
      return;
    }
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <form
      className="composer whispering"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {onBack !== undefined && <WhisperSwitch pressed onPress={onBack} />}
      <div className="whisper-field">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          maxLength={longest}
          placeholder="Whisper to staff"
          aria-label="Whisper to staff. The visitor does not see it. Enter sends."
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKey}
        />
        {problem !== null && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
      </div>
      <button type="submit" className="send" aria-disabled={empty || busy} aria-label="Whisper">
        <Icon name="send" />
      </button>
    </form>
  );
}
