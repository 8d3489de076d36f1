import type { ApolloServerPlugin } from '@apollo/server';
import type { ApiContext } from './context.ts';

/** Statuses for codes that concern the whole request; whatever else fails is part of a 200 with its data. */
const statuses: Record<string, number> = { UNAUTHENTICATED: 401, UNAVAILABLE: 503 };

/** Gives a response without any data the HTTP status of its error. */
export const httpStatusPlugin: ApolloServerPlugin<ApiContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response }) {
        if (response.body.kind !== 'single') return;
        const { data, errors } = response.body.singleResult;
        const status = statuses[String(errors?.[0]?.extensions?.code)];
        if (status !== undefined && !data) response.http.status = status;
      },
    };
  },
};
