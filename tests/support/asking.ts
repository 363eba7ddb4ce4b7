/** Asking the graph over HTTP for what it will not do, and reading what it says to that. */
import type { UserError } from '../../clients/sdk/answer';
import type { Frame } from './frames';
import type { TestServer } from './server';

export interface Asking {
  /** The payload of a mutation, whatever it says. */
  answer(verb: string, input: object, selection?: string): Promise<Frame>;
  /** The payload of a mutation that must be done. */
  does(verb: string, input: object, selection: string): Promise<Frame>;
  /** What the mutation is refused with, as "CODE path": at least one, and each a sentence that says what to do. */
  refusals(verb: string, input: object): Promise<readonly string[]>;
  data(query: string, variables?: object): Promise<Frame>;
  /** The codes of the errors of a request that cannot be served. */
  errors(query: string, variables?: object): Promise<readonly string[]>;
}

/** Null: somebody without a token. */
export function askingAs(server: Pick<TestServer, 'http'>, token: string | null): Asking {
  const ask = async (query: string, variables?: object) => server.http(query, variables, token);
  const answer: Asking['answer'] = async (verb, input, selection = '') => {
    const { status, data, errors } = await ask(documentOf(verb, selection), { input });
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    return data[verb];
  };
  return {
    answer,
    async does(verb, input, selection) {
      const payload = await answer(verb, input, selection);
      expect(payload.userErrors).toEqual([]);
      return payload;
    },
    async refusals(verb, input) {
      const { userErrors } = await answer(verb, input);
      for (const { message } of userErrors) expect(message).toMatch(saysWhatToDo);
      return (userErrors as readonly UserError[]).map(({ code, field }) => `${code} ${(field ?? []).join('.')}`.trim());
    },
    async data(query, variables) {
      const { data, errors } = await ask(query, variables);
      expect(errors).toBeUndefined();
      return data;
    },
    async errors(query, variables) {
      const { errors = [] } = await ask(query, variables);
      for (const { message } of errors) expect(message).toMatch(/\S/);
      return errors.map(({ extensions }) => String(extensions.code));
    },
  };
}

/** A sentence about what is wrong and another about what to do; or one that is both. */
const saysWhatToDo = /^\S.{20,}[.?)]$/s;

function documentOf(verb: string, selection: string): string {
  const input = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input!`;
  return `mutation ($input: ${input}) { ${verb}(input: $input) { ${selection} userErrors { code message field } } }`;
}
