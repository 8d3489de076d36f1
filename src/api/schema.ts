import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { buildSchema, createResolversMap } from 'type-graphql';
import type { Role } from '../model/principal.ts';
import { demandRole } from './auth.ts';
import type { ApiContext } from './context.ts';
import { BrandResolver } from './resolvers/brand-resolver.ts';
import { FeedResolver } from './resolvers/feed-resolver.ts';
import { JobExecutionResolver } from './resolvers/job-execution-resolver.ts';
import { MentionResolver, ReportResolver } from './resolvers/report-resolver.ts';
import { TenantResolver, ViewerResolver } from './resolvers/viewer-resolver.ts';

/** The contract, as it is written. */
export const schemaText = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');

/** The schema that the resolver classes make by themselves; only its resolvers are used. */
export async function createResolverSchema(): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: [
      ViewerResolver,
      TenantResolver,
      ReportResolver,
      MentionResolver,
      BrandResolver,
      FeedResolver,
      JobExecutionResolver,
    ],
    scalarsMap: [{ type: Date, scalar: GraphQLDateTime }],
    // Arguments are read in api/args, where every fault can be put in words.
    validate: false,
    authChecker: ({ context }: { context: ApiContext }, [role]: Role[]) => {
      demandRole(context.session.principal, role ?? 'ADMIN');
      return true;
    },
  });
}

/**
 * The schema that is served: schema.graphql itself, with the resolvers of the classes. A resolver for a field that it
 * lacks is an error at start; test/contract compares the rest.
 */
export async function createServedSchema(): Promise<GraphQLSchema> {
  const schema = makeExecutableSchema({
    typeDefs: schemaText,
    resolvers: createResolversMap(await createResolverSchema()),
    resolverValidationOptions: {
      requireResolversForArgs: 'error',
      requireResolversToMatchSchema: 'error',
    },
  });
  // A scalar's resolver brings a description of its own, which would stand in for the contract's.
  const dateTime = schema.getType('DateTime');
  if (dateTime) dateTime.description = dateTime.astNode?.description?.value;
  return schema;
}
