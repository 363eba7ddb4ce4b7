import { useEffect, useState } from 'react';
import { browserStorage } from '../session';
import { readJson, writeJson } from '../../../sdk/storage';

export type Theme = 'system' | 'light' | 'dark';

const key = 'parley.inbox.theme';

/** The reader's system decides unless the agent does. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => {
    const stored = readJson(browserStorage(), key);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  });
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    writeJson(browserStorage(), key, theme === 'system' ? null : theme);
  }, [theme]);
  return [theme, setTheme];
}
