/** Writing and publishing dialogs through the graph, in one line each. */
import type { Asker, Data } from './graph';

/** `author`: asked at each call, since a test may have another one go on. */
export function graphAuthoring(author: () => Asker) {
  const does = async (verb: string, input: object, selection: string, asker = author()): Promise<Data> => {
    const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input!`;
    const document = `mutation ($input: ${type}) { ${verb}(input: $input) { ${selection} userErrors { code field } } }`;
    const { userErrors, ...answer } = (await asker.data(document, { input }))[verb];
    expect(userErrors).toEqual([]);
    return answer;
  };
  return {
    does,
    create: async (name: string, more: object = {}): Promise<string> => {
      const { dialog } = await does('dialogCreate', { name, ...more }, 'dialog { id }');
      return dialog.id as string;
    },
    says: (dialogId: string, text: string) =>
      does('dialogStreamReplace', { dialogId, cards: [{ key: 'a', message: { text } }] }, 'dialog { revision }'),
    publish: (dialogId: string, note: string) => does('dialogPublish', { dialogId, note }, 'dialog { status }'),
  };
}
