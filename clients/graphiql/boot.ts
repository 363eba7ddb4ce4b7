/** Opens GraphiQL with the prepared tabs. The packaged editor runs its workers from our own address. */
import { fetchGraph } from './fetcher';
import { signInAsDemoAdmin } from './sign-in';
import { createTabs } from './tabs';

interface PackagedGraphiql {
  renderYogaGraphiQL(element: Element, options: Readonly<Record<string, unknown>>): void;
}

declare global {
  var YogaGraphiQL: PackagedGraphiql;
  var MonacoEnvironment: { readonly globalAPI: boolean; getWorkerUrl(moduleId: string, label: string): string };
}

const workers: Readonly<Record<string, string>> = {
  editorWorkerService: '/graphiql/editor.worker.js',
  json: '/graphiql/json.worker.js',
  graphql: '/graphiql/graphql.worker.js',
};

const mark =
  '<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" aria-hidden="true"><path d="M4 5h16v11h-8l-5 4v-4H4z"/></svg>';

async function open(): Promise<void> {
  globalThis.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_, label) => workers[label] ?? '' };
  const root = document.querySelector('#root');
  const signedIn = await signInAsDemoAdmin();
  const token = signedIn.token ?? 'a token from signIn';
  const headers = JSON.stringify({ Authorization: `Bearer ${token}` }, null, 2);
  if (!root) return;
  globalThis.YogaGraphiQL.renderYogaGraphiQL(root, {
    title: 'Parley',
    logo: mark,
    fetcher: fetchGraph,
    headers,
    defaultTabs: createTabs(signedIn, headers),
    // Its own way is to write every keystroke into the address; ours is that an address stays an address.
    onEditQuery: () => undefined,
    shouldPersistHeaders: true,
    defaultEditorToolsVisibility: 'variables',
  });
}

void open();
