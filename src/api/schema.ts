import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { type GraphQLSchema, isObjectType } from 'graphql';

import { buildSchema, createResolversMap, getMetadataStorage, type PubSub } from 'type-graphql';
import type { Role } from '../model/principal.ts';
import { demandRole } from './auth.ts';
import type { Connection } from './connection.ts';
import type { ApiContext } from './context.ts';
import { DateTime } from './date-time.ts';
import { AlertDeliveryResolver } from './resolvers/alert-delivery-resolver.ts';
import { AlertResolver } from './resolvers/alert-resolver.ts';
import { AlertRuleResolver } from './resolvers/alert-rule-resolver.ts';
import { AnalyticsResolver, SeriesPointResolver } from './resolvers/analytics-resolver.ts';
import { ApiKeyResolver } from './resolvers/api-key-resolver.ts';
import { AuthorResolver, BrandCountResolver } from './resolvers/author-resolver.ts';
import {
  BrandAnalyticsResolver,
  BrandFiguresResolver,
  BrandQuoteResolver,
  BrandShareResolver,
  CoMentionResolver,
} from './resolvers/brand-analytics-resolver.ts';
import { BrandMutationsResolver } from './resolvers/brand-mutations-resolver.ts';
import {
  BrandResolver,
  BrandRuleVersionResolver,
  PreviewSampleResolver,
} from './resolvers/brand-resolver.ts';
import { CalendarResolver } from './resolvers/calendar-resolver.ts';
import { CoverageResolver } from './resolvers/coverage-resolver.ts';
import { FeedEventResolver } from './resolvers/feed-event-resolver.ts';
import { FeedMutationsResolver } from './resolvers/feed-mutations-resolver.ts';
import { FeedResolver } from './resolvers/feed-resolver.ts';
import { JobExecutionResolver } from './resolvers/job-execution-resolver.ts';
import { OutletTierResolver } from './resolvers/outlet-tier-resolver.ts';
import { ReportEditsResolver } from './resolvers/report-edits-resolver.ts';
import { ReportGroupsResolver } from './resolvers/report-groups-resolver.ts';
import {
  MentionResolver,
  RejectedMentionResolver,
  ReportConnectionResolver,
  ReportResolver,
} from './resolvers/report-resolver.ts';
import { SavedReportFilterResolver, SavedSearchResolver } from './resolvers/saved-search-resolver.ts';
import { StoryResolver } from './resolvers/story-resolver.ts';
import { SubscriptionResolver } from './resolvers/subscription-resolver.ts';
import { TrendFeedResolver, TrendResolver } from './resolvers/trend-resolver.ts';
import { UserResolver } from './resolvers/user-resolver.ts';
import { TenantResolver, ViewerResolver } from './resolvers/viewer-resolver.ts';
import { WebhookResolver } from './resolvers/webhook-resolver.ts';

/** The contract, as it is written. */
export const schemaText = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');

/** TypeGraphQL demands one though every subscription brings its own source: what the database tells (storage/events). */
const unused: PubSub = {
  publish: () => {
    throw new Error('nothing is published here');
  },
  subscribe: () => {
    throw new Error('every subscription has a source of its own');
  },
};

/** The schema that the resolver classes make by themselves; only its resolvers are used. */
export async function createResolverSchema(): Promise<GraphQLSchema> {
  // TypeGraphQL would wrap every plain property in a resolver of its own; without, GraphQL just reads it.
  const metadata = getMetadataStorage();
  for (const type of metadata.objectTypes) type.simpleResolvers = true;
  const schema = await buildSchema({
    resolvers: [
      ViewerResolver,
      TenantResolver,
      ReportResolver,
      ReportConnectionResolver,
      ReportEditsResolver,
      ReportGroupsResolver,
      MentionResolver,
      StoryResolver,
      AuthorResolver,
      BrandCountResolver,
      RejectedMentionResolver,
      BrandResolver,
      BrandRuleVersionResolver,
      PreviewSampleResolver,
      BrandMutationsResolver,
      AnalyticsResolver,
      SeriesPointResolver,
      BrandAnalyticsResolver,
      BrandShareResolver,
      BrandFiguresResolver,
      BrandQuoteResolver,
      TrendFeedResolver,
      TrendResolver,
      CoMentionResolver,
      FeedResolver,
      FeedMutationsResolver,
      FeedEventResolver,
      JobExecutionResolver,
      SavedSearchResolver,
      SavedReportFilterResolver,
      CalendarResolver,
      CoverageResolver,
      OutletTierResolver,
      UserResolver,
      ApiKeyResolver,
      AlertRuleResolver,
      AlertResolver,
      AlertDeliveryResolver,
      WebhookResolver,
      SubscriptionResolver,
    ],
    scalarsMap: [{ type: Date, scalar: DateTime }],
    pubSub: unused,
    // Arguments are read in api/args, where every fault can be put in words.
    validate: false,
    authChecker: ({ context }: { context: ApiContext }, [role]: Role[]) => {
      demandRole(context.session.principal, role ?? 'ADMIN');
      return true;
    },
  });
  for (const { params } of [...metadata.queries, ...metadata.fieldResolvers]) sortOnce(params ?? []);
  return schema;
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
  countOnlyWhenAsked(schema);
  // A scalar's resolver brings a description of its own, which would stand in for the contract's.
  const dateTime = schema.getType('DateTime');
  if (dateTime) dateTime.description = dateTime.astNode?.description?.value;
  return schema;
}

/**
 * Sorts the parameters of a resolver for good. TypeGraphQL sorts them at each call, which made a fourteenth of all that
 * a page of reports allocated.
 */
function sortOnce(params: { index: number }[]): void {
  params.sort((a, b) => a.index - b.index);
  params.sort = () => params;
}

/** A count is a promise: graphql-jit waits for what a resolver gives, but not for a plain property. */
function countOnlyWhenAsked(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const count = isObjectType(type) ? type.getFields().totalCount : undefined;
    if (count) count.resolve = (connection: Connection<unknown>) => connection.totalCount;
  }
}
