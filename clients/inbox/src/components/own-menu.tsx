import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useDeskState } from '../hooks/use-desk';
import type { Theme } from '../hooks/use-theme';
import { Avatar } from './avatar';
import { PushSwitch } from './push-switch';

interface OwnMenuProps {
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly onSignOut: () => void;
}

const themes: readonly { readonly value: Theme; readonly label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** One's own picture; behind it who is signed in, the theme, whether this browser rings by itself, and the way out. */
export function OwnMenu({ theme, onTheme, onSignOut }: OwnMenuProps) {
  const { agent } = useDeskState();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) === false) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);

  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };

  return (
    <div className="own-menu" ref={box} onKeyDown={onKey}>
      <button
        type="button"
        ref={button}
        className="own-picture"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Avatar id={agent?.id ?? ''} name={agent?.name ?? null} url={agent?.avatarUrl ?? null} size={32} />
        <span className="spoken">Your account, {agent?.name}</span>
      </button>
      {open && (
        <div className="popover" id={id}>
          <p className="own-name">{agent?.name}</p>
          <p className="own-email">{agent?.email}</p>
          <fieldset className="theme-choice">
            <legend>Colours</legend>
            {themes.map(({ value, label }) => (
              <label key={value}>
                <input type="radio" name="theme" checked={theme === value} onChange={() => onTheme(value)} />
                {label}
              </label>
            ))}
          </fieldset>
          <PushSwitch />
          <button type="button" className="button" onClick={onSignOut}>
            Sign out
          </button>
        </div>
      )}
    </div>
  );
}
