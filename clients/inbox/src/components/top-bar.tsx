import { useDeskState } from '../hooks/use-desk';
import type { Theme } from '../hooks/use-theme';
import { Availability } from './availability';
import { Icon } from './icon';
import { OwnMenu } from './own-menu';
import '../styles/top-bar.css';

interface TopBarProps {
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly onSignOut: () => void;
}

export function TopBar({ search, onSearch, theme, onTheme, onSignOut }: TopBarProps) {
  const { workspaceName } = useDeskState();
  return (
    <header className="top-bar">
      <span className="workspace-name">{workspaceName || 'Parley'}</span>
      <label className="search">
        <Icon name="search" />
        <input
          type="search"
          placeholder="Search chats"
          aria-label="Search chats by name, e-mail or text"
          value={search}
          onChange={(event) => onSearch(event.target.value)}
        />
      </label>
      <Availability />
      <OwnMenu theme={theme} onTheme={onTheme} onSignOut={onSignOut} />
    </header>
  );
}
