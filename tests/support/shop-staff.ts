/** What an admin of the demo does through the graph while others look at pages. */
import type { Shop } from './shop';

export interface ShopStaff {
  data(query: string, variables?: object): Promise<Record<string, unknown>>;
  /** Cards as `dialogImport` reads them, published under this key. */
  publishes(
    dialog: { readonly key: string; readonly cards: readonly object[] } & Record<string, unknown>,
  ): Promise<void>;
}

export async function staffOf(shop: Shop): Promise<ShopStaff> {
  const { email, password } = shop.admin;
  const ask = async (token: string | null, query: string, variables: object): Promise<Record<string, unknown>> => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    const body = JSON.stringify({ query, variables });
    const answer = await fetch(`${shop.url}/graphql`, { method: 'POST', headers, body });
    return ((await answer.json()) as { data: Record<string, unknown> }).data;
  };
  const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }';
  const { token } = (await ask(null, signIn, { input: { email, password } }))['signIn'] as { token: string };
  const data: ShopStaff['data'] = (query, variables = {}) => ask(token, query, variables);
  return {
    data,
    async publishes(dialog) {
      const dialogs = [{ name: dialog.key, ...dialog }];
      const document = JSON.stringify({ format: 'parley-dialogs', version: 1, dialogs });
      const query = 'mutation ($input: DialogImportInput!) { dialogImport(input: $input) { userErrors { message } } }';
      const { dialogImport } = await data(query, { input: { document, publish: true } });
      expect(dialogImport).toEqual({ userErrors: [] });
    },
  };
}
