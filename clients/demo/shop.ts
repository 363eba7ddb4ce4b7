/**
 * What turns a static shop page into the demo: the strip on top, and the widget with this page's dialog. Without a demo
 * workspace the shop is just a shop, and the strip says what is missing.
 */
import { createStrip, type Person } from './strip';

interface DemoConfig {
  readonly workspaceKey: string;
  readonly dialogs: Readonly<Record<string, string>>;
  readonly people: readonly Person[];
}

async function loadConfig(): Promise<DemoConfig | null> {
  try {
    const response = await fetch('/demo/config.json', { headers: { accept: 'application/json' } });
    return response.ok ? ((await response.json()) as DemoConfig) : null;
  } catch {
    return null;
  }
}

/** The same tag that a page of your own would have, with this page's dialog. */
function addWidget(config: DemoConfig): void {
  const script = document.createElement('script');
  script.src = '/widget.js';
  script.dataset.workspace = config.workspaceKey;
  const dialog = config.dialogs[document.body.dataset.page ?? ''];
  if (dialog) script.dataset.dialog = dialog;
  document.body.append(script);
}

const config = await loadConfig();
document.querySelector('.strip')?.replaceChildren(...createStrip(config?.people ?? null));
if (config) addWidget(config);

export {};
