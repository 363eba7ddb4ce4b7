/** The HTTP engine's own conformance suite against our binding: our Fastify, our parsers and headers, its options. */
import type { AddressInfo } from 'node:net';
import type { BaseContext } from '@apollo/server';
import { defineIntegrationTestSuite } from '@apollo/server-integration-testsuite';
import { createErrorPresenter } from '../../src/server/errors';
import { createHttp } from '../../src/server/http';
import { createLog } from '../../src/server/log';

const log = createLog({ level: 'silent' });

describe('the HTTP binding', () => {
  defineIntegrationTestSuite(
    async (apollo, { context } = {}) => {
      const { app, apollo: server } = await createHttp<BaseContext>({
        log,
        presenter: createErrorPresenter({ log, hideSuggestions: false }),
        path: '/',
        // The suite sends tens of megabytes to see them arrive.
        bodyLimit: 50 * 1024 * 1024,
        contextOf: async () => (await context?.()) ?? {},
        apollo,
      });
      await app.listen({ port: 0, host: '127.0.0.1' });
      const { port } = app.server.address() as AddressInfo;
      return { server, url: `http://127.0.0.1:${port}` };
    },
    // Incremental delivery needs graphql 17, which needs a newer Node than ours.
    { noIncrementalDelivery: true },
  );
});
