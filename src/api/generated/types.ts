import * as TypeGraphQL from 'type-graphql';
export { TypeGraphQL };
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type FixDecorator<T> = T;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: string;
  String: string;
  Boolean: boolean;
  Int: number;
  Float: number;
  /** A moment in UTC, as RFC 3339: `2026-11-23T08:30:00.000Z`. With an offset it is read as such. */
  DateTime: Date;
};

@TypeGraphQL.ObjectType({ description: 'A brand of the shared catalogue.' })
export class Brand {

  @TypeGraphQL.Field(type => [String], { description: 'Other spellings and short forms of it.' })
  aliases!: Array<Scalars['String']>;

  @TypeGraphQL.Field(type => BrandCategory, { description: 'What kind of name it is.' })
  category!: FixDecorator<BrandCategory>;

  @TypeGraphQL.Field(type => String, { description: 'ISO 3166-1 alpha-2 of its home, null when not known.', nullable: true })
  country?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: 'The group that owns it: `LVMH`. Null when independent or not known.', nullable: true })
  group?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'The canonical name, as reports carry it.' })
  name!: Scalars['String'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'In how many of the tenant\'s reports it is found.' })
  reportCount!: Scalars['Int'];

  @TypeGraphQL.Field(type => ReportConnection, { description: 'The tenant\'s reports in which it is found, newest first unless ordered otherwise.' })
  reports!: FixDecorator<ReportConnection>;
};


/** A brand of the shared catalogue. */
@TypeGraphQL.ArgsType()
export class BrandReportsArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  after?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  before?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => ReportFilter, { description: '[object Object]', nullable: true })
  filter?: Maybe<ReportFilter>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  first?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  last?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => ReportOrder, { description: '[object Object]', nullable: true })
  orderBy?: Maybe<ReportOrder>;
};

/** What kind of name a brand is. */
export enum BrandCategory {
  /** Beauty and fragrance. */
  BEAUTY = 'BEAUTY',
  /** Glasses. */
  EYEWEAR = 'EYEWEAR',
  /** A group that owns brands. */
  GROUP = 'GROUP',
  /** A fashion house. */
  HOUSE = 'HOUSE',
  /** Jewellery. */
  JEWELLERY = 'JEWELLERY',
  /** A fashion label. */
  LABEL = 'LABEL',
  /** Marketplaces, new and second hand. */
  MARKETPLACE = 'MARKETPLACE',
  /** Shops, on the street or online. */
  RETAILER = 'RETAILER',
  /** Sportswear and sneakers. */
  SPORTSWEAR = 'SPORTSWEAR',
  /** Watches. */
  WATCHES = 'WATCHES'
}
TypeGraphQL.registerEnumType(BrandCategory, { name: 'BrandCategory' });

@TypeGraphQL.ObjectType({ description: 'A page of brands.' })
export class BrandConnection {

  @TypeGraphQL.Field(type => [BrandEdge], { description: 'The brands with their cursors.' })
  edges!: Array<BrandEdge>;

  @TypeGraphQL.Field(type => [Brand], { description: 'The brands alone.' })
  nodes!: Array<Brand>;

  @TypeGraphQL.Field(type => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: FixDecorator<PageInfo>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there are in all, whatever the page. Counted only when asked for.' })
  totalCount!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'A brand in a list.' })
export class BrandEdge {

  @TypeGraphQL.Field(type => String, { description: 'Its place, for `after` and `before`.' })
  cursor!: Scalars['String'];

  @TypeGraphQL.Field(type => Brand, { description: 'The brand.' })
  node!: FixDecorator<Brand>;
};

@TypeGraphQL.InputType({ description: 'Which brands. All conditions must hold; an empty list restricts nothing.' })
export class BrandFilter {

  @TypeGraphQL.Field(type => [BrandCategory], { description: 'Of one of these kinds.', nullable: true })
  categories?: Maybe<Array<BrandCategory>>;

  @TypeGraphQL.Field(type => [String], { description: 'Owned by one of these groups, by name, in any case.', nullable: true })
  groups?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => Boolean, { description: 'true: only brands found in the tenant\'s reports; false: only brands not found there.', nullable: true })
  inReports?: Maybe<Scalars['Boolean']>;

  @TypeGraphQL.Field(type => String, { description: 'A part of a name or an alias, in any case and with or without accents.', nullable: true })
  search?: Maybe<Scalars['String']>;
};

@TypeGraphQL.InputType({ description: 'Brands by name or alias, in any case and with or without accents. A name that no brand has is BAD_USER_INPUT.' })
export class BrandsCondition {

  @TypeGraphQL.Field(type => [String], { description: 'Reports in which every one of these is found.', nullable: true })
  all?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => [String], { description: 'Reports in which at least one of these is found.', nullable: true })
  any?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => [String], { description: 'Reports in which none of these is found.', nullable: true })
  none?: Maybe<Array<Scalars['String']>>;
};


/** How an execution went. */
export enum ExecutionStatus {
  /** Nothing could be read. */
  FAILED = 'FAILED',
  /** Some feeds or entries could not be read. */
  PARTIAL = 'PARTIAL',
  /** It is under way. */
  RUNNING = 'RUNNING',
  /** All feeds and entries were read. */
  SUCCESS = 'SUCCESS'
}
TypeGraphQL.registerEnumType(ExecutionStatus, { name: 'ExecutionStatus' });

@TypeGraphQL.ObjectType({ description: 'A feed that is followed.' })
export class Feed {

  @TypeGraphQL.Field(type => Date, { description: 'When it was added.' })
  createdAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Visits that failed since the last that went well.' })
  failures!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How often it is read, in minutes.' })
  intervalMinutes!: Scalars['Int'];

  @TypeGraphQL.Field(type => String, { description: 'What went wrong at the last visit, in words; null when nothing did.', nullable: true })
  lastError?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => FeedErrorCode, { description: 'The same as a code; null unless the last visit failed.', nullable: true })
  lastErrorCode?: Maybe<FeedErrorCode>;

  @TypeGraphQL.Field(type => Date, { description: 'When it was last visited; null before the first visit.', nullable: true })
  lastFetchedAt?: Maybe<Scalars['DateTime']>;

  @TypeGraphQL.Field(type => Date, { description: 'When a visit last went well.', nullable: true })
  lastSuccessAt?: Maybe<Scalars['DateTime']>;

  @TypeGraphQL.Field(type => Date, { description: 'When it is due next.' })
  nextFetchAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => PageReading, { description: 'Whether the pages of its entries are opened.' })
  pageReading!: FixDecorator<PageReading>;

  @TypeGraphQL.Field(type => Provider, { description: 'Whose feed it is.' })
  provider!: FixDecorator<Provider>;

  @TypeGraphQL.Field(type => ReportConnection, { description: 'The reports that came in by it, newest first unless ordered otherwise.' })
  reports!: FixDecorator<ReportConnection>;

  @TypeGraphQL.Field(type => String, { description: 'The site it belongs to, as the feed says.', nullable: true })
  siteUrl?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => FeedState, { description: 'Whether it is read.' })
  state!: FixDecorator<FeedState>;

  @TypeGraphQL.Field(type => String, { description: 'What the feed calls itself or, until it was read once, what it was called when it was imported; null when neither says.', nullable: true })
  title?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: 'The address it is read from.' })
  url!: Scalars['String'];
};


/** A feed that is followed. */
@TypeGraphQL.ArgsType()
export class FeedReportsArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  after?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  before?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => ReportFilter, { description: '[object Object]', nullable: true })
  filter?: Maybe<ReportFilter>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  first?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  last?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => ReportOrder, { description: '[object Object]', nullable: true })
  orderBy?: Maybe<ReportOrder>;
};

@TypeGraphQL.ObjectType({ description: 'A page of feeds.' })
export class FeedConnection {

  @TypeGraphQL.Field(type => [FeedEdge], { description: 'The feeds with their cursors.' })
  edges!: Array<FeedEdge>;

  @TypeGraphQL.Field(type => [Feed], { description: 'The feeds alone.' })
  nodes!: Array<Feed>;

  @TypeGraphQL.Field(type => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: FixDecorator<PageInfo>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there are in all, whatever the page. Counted only when asked for.' })
  totalCount!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'A feed in a list.' })
export class FeedEdge {

  @TypeGraphQL.Field(type => String, { description: 'Its place, for `after` and `before`.' })
  cursor!: Scalars['String'];

  @TypeGraphQL.Field(type => Feed, { description: 'The feed.' })
  node!: FixDecorator<Feed>;
};

/** Why a visit to a feed failed. */
export enum FeedErrorCode {
  /** The address cannot be used. */
  BAD_URL = 'BAD_URL',
  /** The answer ended before its end. */
  CUT_OFF = 'CUT_OFF',
  /** The server answered with an error status; `lastError` names it. */
  HTTP_STATUS = 'HTTP_STATUS',
  /** No server has this name. */
  NAME_NOT_FOUND = 'NAME_NOT_FOUND',
  /** The connection failed in another way. */
  NETWORK = 'NETWORK',
  /** The answer is no feed. */
  NOT_A_FEED = 'NOT_A_FEED',
  /** The address leads into a private network. */
  PRIVATE_ADDRESS = 'PRIVATE_ADDRESS',
  /** The server refuses connections. */
  REFUSED = 'REFUSED',
  /** The answer took too long. */
  TIMEOUT = 'TIMEOUT',
  /** The server's certificate is not in order. */
  TLS = 'TLS',
  /** The answer is larger than is read. */
  TOO_LARGE = 'TOO_LARGE',
  /** The address leads on and on. */
  TOO_MANY_REDIRECTS = 'TOO_MANY_REDIRECTS',
  /** The reason is on our side and in our log. */
  UNFORESEEN = 'UNFORESEEN'
}
TypeGraphQL.registerEnumType(FeedErrorCode, { name: 'FeedErrorCode' });

@TypeGraphQL.InputType({ description: 'Which feeds. All conditions must hold; an empty list restricts nothing.' })
export class FeedFilter {

  @TypeGraphQL.Field(type => [Provider], { description: 'From one of these providers.', nullable: true })
  providers?: Maybe<Array<Provider>>;

  @TypeGraphQL.Field(type => String, { description: 'A part of the title or the address, in any case.', nullable: true })
  search?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => [FeedState], { description: 'In one of these states.', nullable: true })
  states?: Maybe<Array<FeedState>>;
};

@TypeGraphQL.InputType({ description: 'An order of feeds; equal times are ordered by id.' })
export class FeedOrder {

  @TypeGraphQL.Field(type => OrderDirection, { description: 'Which way.' })
  direction!: FixDecorator<OrderDirection>;

  @TypeGraphQL.Field(type => FeedOrderField, { description: 'By what.' })
  field!: FixDecorator<FeedOrderField>;
};

/** What feeds can be ordered by. */
export enum FeedOrderField {
  /** The time at which the feed was added. */
  CREATED_AT = 'CREATED_AT',
  /** The time at which the feed is due next. */
  NEXT_FETCH_AT = 'NEXT_FETCH_AT'
}
TypeGraphQL.registerEnumType(FeedOrderField, { name: 'FeedOrderField' });

/** Whether a feed is read. */
export enum FeedState {
  /** Read when it is due. */
  ACTIVE = 'ACTIVE',
  /** Its site says that it is gone for good; its reports stay. */
  ENDED = 'ENDED',
  /** Paused after many failures. */
  PARKED = 'PARKED',
  /** Paused by a person. */
  PAUSED = 'PAUSED'
}
TypeGraphQL.registerEnumType(FeedState, { name: 'FeedState' });

@TypeGraphQL.ObjectType({ description: 'One run of the ingestion over one or more feeds.' })
export class JobExecution {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How long it took, in milliseconds; null while it runs.', nullable: true })
  durationMs?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => String, { description: 'What went wrong, in words; null when nothing did.', nullable: true })
  error?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Feeds dealt with so far, the failed ones included.' })
  feedsDone!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Feeds that could not be read.' })
  feedsFailed!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Feeds to read.' })
  feedsTotal!: Scalars['Int'];

  @TypeGraphQL.Field(type => Date, { description: 'When it ended; null while it runs.', nullable: true })
  finishedAt?: Maybe<Scalars['DateTime']>;

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Entries that were known already, or stood in a feed twice.' })
  itemsDuplicate!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Entries that could not be read.' })
  itemsFailed!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Entries that became reports.' })
  itemsNew!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Entries found in the feeds.' })
  itemsSeen!: Scalars['Int'];

  @TypeGraphQL.Field(type => Date, { description: 'When it began.' })
  startedAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => ExecutionStatus, { description: 'How it went.' })
  status!: FixDecorator<ExecutionStatus>;
};

@TypeGraphQL.ObjectType({ description: 'A page of executions.' })
export class JobExecutionConnection {

  @TypeGraphQL.Field(type => [JobExecutionEdge], { description: 'The executions with their cursors.' })
  edges!: Array<JobExecutionEdge>;

  @TypeGraphQL.Field(type => [JobExecution], { description: 'The executions alone.' })
  nodes!: Array<JobExecution>;

  @TypeGraphQL.Field(type => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: FixDecorator<PageInfo>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there are in all, whatever the page. Counted only when asked for.' })
  totalCount!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'An execution in a list.' })
export class JobExecutionEdge {

  @TypeGraphQL.Field(type => String, { description: 'Its place, for `after` and `before`.' })
  cursor!: Scalars['String'];

  @TypeGraphQL.Field(type => JobExecution, { description: 'The execution.' })
  node!: FixDecorator<JobExecution>;
};

@TypeGraphQL.InputType({ description: 'Which executions.' })
export class JobExecutionFilter {

  @TypeGraphQL.Field(type => [ExecutionStatus], { description: 'That went one of these ways; an empty list restricts nothing.', nullable: true })
  statuses?: Maybe<Array<ExecutionStatus>>;
};

@TypeGraphQL.ObjectType({ description: 'One brand in one article.' })
export class Mention {

  @TypeGraphQL.Field(type => Brand, { description: 'The brand.' })
  brand!: FixDecorator<Brand>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'How sure it is that the brand is meant, 0 to 1.' })
  confidence!: Scalars['Float'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How often the brand is named.' })
  count!: Scalars['Int'];

  @TypeGraphQL.Field(type => MentionPosition, { description: 'The most prominent place in which the brand stands.' })
  position!: FixDecorator<MentionPosition>;

  @TypeGraphQL.Field(type => String, { description: 'The sentence it is read from.' })
  quote!: Scalars['String'];

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The tone as a number, -1 to 1.' })
  score!: Scalars['Float'];

  @TypeGraphQL.Field(type => Tone, { description: 'The tone toward this brand.' })
  tone!: FixDecorator<Tone>;
};

/** Where in an article a brand stands. */
export enum MentionPosition {
  /** Further down. */
  BODY = 'BODY',
  /** In the title. */
  HEADLINE = 'HEADLINE',
  /** In the summary or the first paragraphs. */
  LEAD = 'LEAD',
  /** As one name among many, in a round-up or gift guide. */
  LIST = 'LIST'
}
TypeGraphQL.registerEnumType(MentionPosition, { name: 'MentionPosition' });

/** Which way a list runs. */
export enum OrderDirection {
  /** Earliest first. */
  ASC = 'ASC',
  /** Latest first. */
  DESC = 'DESC'
}
TypeGraphQL.registerEnumType(OrderDirection, { name: 'OrderDirection' });

@TypeGraphQL.ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {

  @TypeGraphQL.Field(type => String, { description: 'The cursor of the last edge, null on an empty page.', nullable: true })
  endCursor?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => Boolean, { description: 'Whether more follows.' })
  hasNextPage!: Scalars['Boolean'];

  @TypeGraphQL.Field(type => Boolean, { description: 'Whether something precedes.' })
  hasPreviousPage!: Scalars['Boolean'];

  @TypeGraphQL.Field(type => String, { description: 'The cursor of the first edge, null on an empty page.', nullable: true })
  startCursor?: Maybe<Scalars['String']>;
};

/** Whether the pages of a feed's entries are opened. */
export enum PageReading {
  /** Never. */
  NEVER = 'NEVER',
  /** When an entry does not carry its text. */
  WHEN_NEEDED = 'WHEN_NEEDED'
}
TypeGraphQL.registerEnumType(PageReading, { name: 'PageReading' });

/** Where a feed's entries come from. */
export enum Provider {
  /** A Google Alert. */
  GOOGLE_ALERTS = 'GOOGLE_ALERTS',
  /** A search on Google News. */
  GOOGLE_NEWS = 'GOOGLE_NEWS',
  /** A publisher's own feed, of any dialect. */
  RSS = 'RSS'
}
TypeGraphQL.registerEnumType(Provider, { name: 'Provider' });

/** How the time of publication is known. */
export enum PublishedAtSource {
  /** The feed's entry says so. */
  ENTRY = 'ENTRY',
  /** The feed's entry only says when it was changed. */
  ENTRY_UPDATED = 'ENTRY_UPDATED',
  /** Nobody says: it is the time at which the article was first seen. */
  FIRST_SEEN = 'FIRST_SEEN',
  /** The article's page says so. */
  PAGE = 'PAGE'
}
TypeGraphQL.registerEnumType(PublishedAtSource, { name: 'PublishedAtSource' });

export type Query = {
  /** One brand of the catalogue, by its name or an alias, in any case and with or without accents. NOT_FOUND when no brand has this name. */
  brand: Brand;
  /** The brands of the catalogue, in the order of their names. */
  brands: BrandConnection;
  /** One feed. NOT_FOUND when there is none with this id. */
  feed: Feed;
  /** The feeds that are followed, newest first unless ordered otherwise. */
  feeds: FeedConnection;
  /** One run of the ingestion. NOT_FOUND when there is none with this id. */
  jobExecution: JobExecution;
  /** The runs of the ingestion, newest first. */
  jobExecutions: JobExecutionConnection;
  /** One report. NOT_FOUND when there is none with this id. */
  report: Report;
  /** The reports that a filter lets through, newest first unless ordered otherwise. */
  reports: ReportConnection;
  /** The tenant whose key asks. */
  tenant: Tenant;
  /** Who asks: the holder of the key in the `authorization` header. */
  viewer: Viewer;
};


@TypeGraphQL.ArgsType()
export class QueryBrandArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]' })
  name!: Scalars['String'];
};


@TypeGraphQL.ArgsType()
export class QueryBrandsArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  after?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  before?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => BrandFilter, { description: '[object Object]', nullable: true })
  filter?: Maybe<BrandFilter>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  first?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  last?: Maybe<Scalars['Int']>;
};


@TypeGraphQL.ArgsType()
export class QueryFeedArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: '[object Object]' })
  id!: Scalars['ID'];
};


@TypeGraphQL.ArgsType()
export class QueryFeedsArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  after?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  before?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => FeedFilter, { description: '[object Object]', nullable: true })
  filter?: Maybe<FeedFilter>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  first?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  last?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => FeedOrder, { description: '[object Object]', nullable: true })
  orderBy?: Maybe<FeedOrder>;
};


@TypeGraphQL.ArgsType()
export class QueryJobExecutionArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: '[object Object]' })
  id!: Scalars['ID'];
};


@TypeGraphQL.ArgsType()
export class QueryJobExecutionsArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  after?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  before?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => JobExecutionFilter, { description: '[object Object]', nullable: true })
  filter?: Maybe<JobExecutionFilter>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  first?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  last?: Maybe<Scalars['Int']>;
};


@TypeGraphQL.ArgsType()
export class QueryReportArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: '[object Object]' })
  id!: Scalars['ID'];
};


@TypeGraphQL.ArgsType()
export class QueryReportsArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  after?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  before?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => ReportFilter, { description: '[object Object]', nullable: true })
  filter?: Maybe<ReportFilter>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  first?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  last?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => ReportOrder, { description: '[object Object]', nullable: true })
  orderBy?: Maybe<ReportOrder>;
};

@TypeGraphQL.ObjectType({ description: 'One article that the press published, as it was read.' })
export class Report {

  @TypeGraphQL.Field(type => String, { description: 'The byline, null when there is none.', nullable: true })
  author?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => [String], { description: 'The canonical names of the brands found, most prominent first.' })
  brands!: Array<Scalars['String']>;

  @TypeGraphQL.Field(type => Feed, { description: 'The feed it came in by; null when that feed has been deleted.', nullable: true })
  feed?: Maybe<Feed>;

  @TypeGraphQL.Field(type => String, { description: 'The article\'s text, paragraphs separated by an empty line; null when it could not be had.', nullable: true })
  fullText?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => Date, { description: 'When the article was first read.' })
  ingestedAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => String, { description: 'ISO 639-1, null when it could not be told.', nullable: true })
  language?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => [Mention], { description: 'The brands found, with tone and evidence, most prominent first.' })
  mentions!: Array<Mention>;

  @TypeGraphQL.Field(type => Provider, { description: 'Where the feed came from.' })
  provider!: FixDecorator<Provider>;

  @TypeGraphQL.Field(type => Date, { description: 'When the article was published; `publishedAtSource` says how that is known.' })
  publishedAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => PublishedAtSource, { description: 'How the time of publication is known.' })
  publishedAtSource!: FixDecorator<PublishedAtSource>;

  @TypeGraphQL.Field(type => Sentiment, { description: 'The feeling of the article as a whole; the tone toward a brand is in `mentions`.' })
  sentiment!: FixDecorator<Sentiment>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The same as a number, -1 to 1.' })
  sentimentScore!: Scalars['Float'];

  @TypeGraphQL.Field(type => String, { description: 'The outlet: `The Atelier Post`.' })
  source!: Scalars['String'];

  @TypeGraphQL.Field(type => ReportStatus, { description: 'What the team has done with it.' })
  status!: FixDecorator<ReportStatus>;

  @TypeGraphQL.Field(type => String, { description: 'The feed\'s summary or the article\'s first sentences.', nullable: true })
  summary?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => Tenant, { description: 'The tenant it belongs to.' })
  tenant!: FixDecorator<Tenant>;

  @TypeGraphQL.Field(type => String, { description: 'The headline.' })
  title!: Scalars['String'];

  @TypeGraphQL.Field(type => Topic, { description: 'What the article is about.' })
  topic!: FixDecorator<Topic>;

  @TypeGraphQL.Field(type => String, { description: 'The address of the article as the feed gives it: the publisher\'s, but for Google News, whose links lead to Google. Null when the feed linked nowhere.', nullable: true })
  url?: Maybe<Scalars['String']>;
};

@TypeGraphQL.ObjectType({ description: 'A page of reports.' })
export class ReportConnection {

  @TypeGraphQL.Field(type => [ReportEdge], { description: 'The reports with their cursors.' })
  edges!: Array<ReportEdge>;

  @TypeGraphQL.Field(type => [Report], { description: 'The reports alone.' })
  nodes!: Array<Report>;

  @TypeGraphQL.Field(type => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: FixDecorator<PageInfo>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there are in all, whatever the page. Counted only when asked for.' })
  totalCount!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'A report in a list.' })
export class ReportEdge {

  @TypeGraphQL.Field(type => String, { description: 'Its place, for `after` and `before`.' })
  cursor!: Scalars['String'];

  @TypeGraphQL.Field(type => Report, { description: 'The report.' })
  node!: FixDecorator<Report>;
};

@TypeGraphQL.InputType({ description: 'Which reports. All conditions must hold; an empty list restricts nothing.' })
export class ReportFilter {

  @TypeGraphQL.Field(type => BrandsCondition, { description: 'By the brands found in them.', nullable: true })
  brands?: Maybe<BrandsCondition>;

  @TypeGraphQL.Field(type => [TypeGraphQL.ID], { description: 'From one of these feeds, by id.', nullable: true })
  feedIds?: Maybe<Array<Scalars['ID']>>;

  @TypeGraphQL.Field(type => [String], { description: 'In one of these languages, ISO 639-1.', nullable: true })
  languages?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => [Provider], { description: 'From one of these providers.', nullable: true })
  providers?: Maybe<Array<Provider>>;

  @TypeGraphQL.Field(type => Date, { description: 'Published at this moment or later.', nullable: true })
  publishedAfter?: Maybe<Scalars['DateTime']>;

  @TypeGraphQL.Field(type => Date, { description: 'Published before this moment.', nullable: true })
  publishedBefore?: Maybe<Scalars['DateTime']>;

  @TypeGraphQL.Field(type => String, { description: 'Words in title, summary or text: `gucci -watch`, `"fashion week"`, `milan or paris`. Accents and endings do not matter.', nullable: true })
  search?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => [Sentiment], { description: 'One of these sentiments.', nullable: true })
  sentiments?: Maybe<Array<Sentiment>>;

  @TypeGraphQL.Field(type => [String], { description: 'From one of these outlets, by name, in any case.', nullable: true })
  sources?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => [ReportStatus], { description: 'One of these states.', nullable: true })
  statuses?: Maybe<Array<ReportStatus>>;

  @TypeGraphQL.Field(type => [Topic], { description: 'One of these topics.', nullable: true })
  topics?: Maybe<Array<Topic>>;
};

@TypeGraphQL.InputType({ description: 'An order of reports; equal times are ordered by id.' })
export class ReportOrder {

  @TypeGraphQL.Field(type => OrderDirection, { description: 'Which way.' })
  direction!: FixDecorator<OrderDirection>;

  @TypeGraphQL.Field(type => ReportOrderField, { description: 'By what.' })
  field!: FixDecorator<ReportOrderField>;
};

/** What reports can be ordered by. */
export enum ReportOrderField {
  /** The time at which the article was first read. */
  INGESTED_AT = 'INGESTED_AT',
  /** The time of publication. */
  PUBLISHED_AT = 'PUBLISHED_AT'
}
TypeGraphQL.registerEnumType(ReportOrderField, { name: 'ReportOrderField' });

/** What the team has done with a report. */
export enum ReportStatus {
  /** Put away. */
  ARCHIVED = 'ARCHIVED',
  /** Nothing yet. */
  NEW = 'NEW',
  /** Somebody has read it. */
  REVIEWED = 'REVIEWED'
}
TypeGraphQL.registerEnumType(ReportStatus, { name: 'ReportStatus' });

/** What a person or a key may do. */
export enum Role {
  /** Everything, people and keys included. */
  ADMIN = 'ADMIN',
  /** Reads, and edits reports and brands. */
  ANALYST = 'ANALYST',
  /** Reads. */
  VIEWER = 'VIEWER'
}
TypeGraphQL.registerEnumType(Role, { name: 'Role' });

/** The feeling of an article as a whole. */
export enum Sentiment {
  /** Clearly both. */
  MIXED = 'MIXED',
  /** Mostly disapproving. */
  NEGATIVE = 'NEGATIVE',
  /** Neither. */
  NEUTRAL = 'NEUTRAL',
  /** Mostly approving. */
  POSITIVE = 'POSITIVE'
}
TypeGraphQL.registerEnumType(Sentiment, { name: 'Sentiment' });

@TypeGraphQL.ObjectType({ description: 'An agency, a house or a shop that follows the press. Tenants never see each other.' })
export class Tenant {

  @TypeGraphQL.Field(type => Date, { description: 'When it was set up.' })
  createdAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'Its name: `Maison X`.' })
  name!: Scalars['String'];

  @TypeGraphQL.Field(type => String, { description: 'Its short name in commands and addresses: `maison-x`.' })
  slug!: Scalars['String'];
};

/** The tone toward one brand. */
export enum Tone {
  /** Disapproving. */
  NEGATIVE = 'NEGATIVE',
  /** Neither. */
  NEUTRAL = 'NEUTRAL',
  /** Approving. */
  POSITIVE = 'POSITIVE'
}
TypeGraphQL.registerEnumType(Tone, { name: 'Tone' });

/** What an article is about. */
export enum Topic {
  /** Beauty and fragrance. */
  BEAUTY = 'BEAUTY',
  /** Earnings, deals and markets. */
  BUSINESS = 'BUSINESS',
  /** Celebrities and the red carpet. */
  CELEBRITY = 'CELEBRITY',
  /** Collaborations and capsules. */
  COLLABORATIONS = 'COLLABORATIONS',
  /** Collections, shows and fashion weeks. */
  COLLECTIONS = 'COLLECTIONS',
  /** Exhibitions, books, film and history. */
  CULTURE = 'CULTURE',
  /** Courts, brands' rights and regulators. */
  LEGAL = 'LEGAL',
  /** None of these. */
  OTHER = 'OTHER',
  /** Appointments, departures and portraits. */
  PEOPLE = 'PEOPLE',
  /** Shops, openings and selling online. */
  RETAIL = 'RETAIL',
  /** Sport, sportswear and sneakers. */
  SPORT = 'SPORT',
  /** Materials, waste, labour and second hand. */
  SUSTAINABILITY = 'SUSTAINABILITY',
  /** Watches and jewellery. */
  WATCHES_AND_JEWELLERY = 'WATCHES_AND_JEWELLERY'
}
TypeGraphQL.registerEnumType(Topic, { name: 'Topic' });

@TypeGraphQL.ObjectType({ description: 'A person of a tenant.' })
export class User {

  @TypeGraphQL.Field(type => String, { description: 'In lower case.' })
  email!: Scalars['String'];

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => Role, { description: 'What the person may do.' })
  role!: FixDecorator<Role>;
};

@TypeGraphQL.ObjectType({ description: 'Who asks.' })
export class Viewer {

  @TypeGraphQL.Field(type => String, { description: 'The visible beginning of the key, by which it can be recognised and revoked.' })
  keyPrefix!: Scalars['String'];

  @TypeGraphQL.Field(type => Role, { description: 'What the key may do.' })
  role!: FixDecorator<Role>;

  @TypeGraphQL.Field(type => Tenant, { description: 'The tenant the key belongs to.' })
  tenant!: FixDecorator<Tenant>;

  @TypeGraphQL.Field(type => User, { description: 'The person the key belongs to; null for a key of no one in particular.', nullable: true })
  user?: Maybe<User>;
};
