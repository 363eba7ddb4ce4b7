import type { KeyboardEvent } from 'react';
import type { Tab } from '../desk/state';

interface TabsProps {
  readonly tab: Tab;
  /** Null where nobody counted. */
  readonly counts: Readonly<Record<Tab, number | null>>;
  readonly onTab: (tab: Tab) => void;
}

const tabs: readonly { readonly name: Tab; readonly label: string }[] = [
  { name: 'active', label: 'Active' },
  { name: 'past', label: 'Past' },
  { name: 'missed', label: 'Missed' },
];

/** One stop for the Tab key; the arrows go between them. */
export function Tabs({ tab, counts, onTab }: TabsProps) {
  const onKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const at = tabs.findIndex(({ name }) => name === tab);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    onTab(next.name);
    event.currentTarget.querySelector<HTMLElement>(`#tab-${next.name}`)?.focus();
    event.preventDefault();
  };
  return (
    <div className="tabs" role="tablist" aria-label="Which chats" onKeyDown={onKey}>
      {tabs.map(({ name, label }) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-selected={tab === name}
          aria-controls="list-panel"
          tabIndex={tab === name ? 0 : -1}
          onClick={() => onTab(name)}
        >
          {label}
          {counts[name] !== null && <span className="count">{counts[name]}</span>}
        </button>
      ))}
    </div>
  );
}
