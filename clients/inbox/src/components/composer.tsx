import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useDesk } from '../hooks/use-desk';
import { useDraft } from '../hooks/use-draft';
import { mayTakeFocus } from '../hooks/writing-place';
import { Icon } from './icon';
import { WhisperComposer, WhisperSwitch } from './whisper-composer';

const longest = 4_000;
/** From here on the rest is counted. */
const toldFrom = 3_600;

interface ComposerProps {
  readonly conversationId: string;
  /** Whether there is somebody of the staff to say something to beside the visitor. */
  readonly mayWhisper: boolean;
}

/** Enter sends, Shift+Enter breaks the line; it grows to six lines and scrolls beyond. */
export function Composer({ conversationId, mayWhisper }: ComposerProps) {
  const { parley } = useDesk();
  const [whispers, setWhispers] = useState(false);
  const [text, setText] = useDraft(conversationId);
  const field = useRef<HTMLTextAreaElement>(null);
  const empty = text.trim() === '';

  useEffect(() => {
    // Whoever came here by choosing the chat goes on by writing; who is elsewhere stays there.
    const { activeElement, body } = document;
    const waiting = activeElement === body || activeElement?.classList.contains('chat-pane') === true;
    if (waiting && mayTakeFocus()) field.current?.focus({ preventScroll: true });
  }, []);

  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  const send = (): void => {
    if (empty) return;
    parley.outbox.send(conversationId, text.trim());
    setText('');
    field.current?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    // While a word is being composed (Chinese, Japanese), Enter chooses it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  if (whispers && mayWhisper) {
    return <WhisperComposer conversationId={conversationId} onBack={() => setWhispers(false)} />;
  }
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {mayWhisper && <WhisperSwitch pressed={false} onPress={() => setWhispers(true)} />}
      <textarea
        ref={field}
        rows={1}
        dir="auto"
        maxLength={longest}
        placeholder="Write a message"
        aria-label="Message. Enter sends, Shift and Enter begins a new line."
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          if (event.target.value.trim() !== '') parley.typing(conversationId);
        }}
        onKeyDown={onKey}
      />
      {text.length >= toldFrom && <span className="left-over figures">{longest - text.length} left</span>}
      <button type="submit" className="send" aria-disabled={empty} aria-label="Send">
        <Icon name="send" />
      </button>
    </form>
  );
}
