import type { KeyboardEvent } from 'react';
import type { ListTab } from '../desk/running';

interface TabsProps {
  readonly tab: ListTab;
  /** Those that this agent may look at, in their order. */
  readonly shown: readonly ListTab[];
  /** Null where nobody counted. */
  readonly counts: Readonly<Record<ListTab, number | null>>;
  readonly onTab: (tab: ListTab) => void;
}

const labels: readonly { readonly name: ListTab; readonly label: string }[] = [
  { name: 'active', label: 'Active' },
  { name: 'past', label: 'Past' },
  { name: 'missed', label: 'Missed' },
  { name: 'now', label: 'Team' },
];

/** One stop for the Tab key; the arrows go between them. */
export function Tabs({ tab, shown, counts, onTab }: TabsProps) {
  const tabs = labels.filter(({ name }) => shown.includes(name));
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
