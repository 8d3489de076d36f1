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



@TypeGraphQL.ObjectType({ description: 'Something a rule found: one for each rule and brand as long as it lasts, brought up to date until it is over.' })
export class Alert {

  @TypeGraphQL.Field(type => String, { description: 'The brand; null where a search was matched.', nullable: true })
  brand?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: '`observed` less `expected`.' })
  change!: Scalars['Float'];

  @TypeGraphQL.Field(type => Date, { description: 'When it was over; null as long as it lasts.', nullable: true })
  closedAt?: Maybe<Scalars['DateTime']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'What was to be expected, in the same unit.' })
  expected!: Scalars['Float'];

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => AlertKind, { description: 'What the rule watched for then.' })
  kind!: FixDecorator<AlertKind>;

  @TypeGraphQL.Field(type => AlertLabel, { description: 'Why it was told to nobody; null for one that is told.', nullable: true })
  label?: Maybe<AlertLabel>;

  @TypeGraphQL.Field(type => String, { description: 'A sentence with the figures.' })
  message!: Scalars['String'];

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'What was counted: mentions, negative mentions, reports, or per cent, as the kind says; two decimals.' })
  observed!: Scalars['Float'];

  @TypeGraphQL.Field(type => Date, { description: 'When it was opened.' })
  openedAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => [AlertPart], { description: 'The change by outlet: the ten largest parts, and the rest; they add up to it.' })
  outlets!: Array<AlertPart>;

  @TypeGraphQL.Field(type => String, { description: 'What the label stands on, in words: the feeds; null without a label.', nullable: true })
  reason?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => [TypeGraphQL.ID], { description: 'The newest of the reports that were counted, 20 at most, by id.' })
  reportIds!: Array<Scalars['ID']>;

  @TypeGraphQL.Field(type => [Report], { description: 'The same, as they are now; those deleted since are left out.' })
  reports!: Array<Report>;

  @TypeGraphQL.Field(type => AlertRule, { description: 'The rule that raised it; null when it has just been deleted.', nullable: true })
  rule?: Maybe<AlertRule>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'How far apart they are, in standard deviations; for FIRST_MENTION and SEARCH_MATCH, in multiples of the least.' })
  score!: Scalars['Float'];

  @TypeGraphQL.Field(type => Date, { description: 'Until when it keeps still; null when nobody asked for that.', nullable: true })
  snoozedUntil?: Maybe<Scalars['DateTime']>;

  @TypeGraphQL.Field(type => AlertState, { description: 'Whether it lasts.' })
  state!: FixDecorator<AlertState>;

  @TypeGraphQL.Field(type => Date, { description: 'When it was told last to subscribers and the webhook; null when it was not.', nullable: true })
  toldAt?: Maybe<Scalars['DateTime']>;

  @TypeGraphQL.Field(type => [AlertPart], { description: 'The change by tone toward the brand, or by sentiment where a search was matched; the parts add up to it.' })
  tones!: Array<AlertPart>;

  @TypeGraphQL.Field(type => [AlertPart], { description: 'The change by topic; the parts add up to it.' })
  topics!: Array<AlertPart>;

  @TypeGraphQL.Field(type => Date, { description: 'When its figures were brought up to date last.' })
  updatedAt!: Scalars['DateTime'];
};

@TypeGraphQL.ObjectType({ description: 'What a rule would have done.' })
export class AlertBacktest {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How often it would have raised an alert.' })
  count!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many days back were looked at.' })
  days!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Of these, the days since the press has been read for this tenant; before, nothing is said, but of a search, which is tried on all reports.' })
  daysKnown!: Scalars['Int'];

  @TypeGraphQL.Field(type => [AlertFiring], { description: 'When it would have, newest first.' })
  firings!: Array<AlertFiring>;
};

@TypeGraphQL.ObjectType({ description: 'A page of alerts.' })
export class AlertConnection {

  @TypeGraphQL.Field(type => [AlertEdge], { description: 'The alerts with their cursors.' })
  edges!: Array<AlertEdge>;

  @TypeGraphQL.Field(type => [Alert], { description: 'The alerts alone.' })
  nodes!: Array<Alert>;

  @TypeGraphQL.Field(type => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: FixDecorator<PageInfo>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there are in all, whatever the page. Counted only when asked for.' })
  totalCount!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'Something sent to a webhook, or to be sent.' })
export class AlertDelivery {

  @TypeGraphQL.Field(type => Alert, { description: 'The alert; null for a test, and where it was over because its rule was deleted.', nullable: true })
  alert?: Maybe<Alert>;

  @TypeGraphQL.Field(type => Date, { description: 'When the last attempt began; null before the first.', nullable: true })
  attemptedAt?: Maybe<Scalars['DateTime']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Attempts so far.' })
  attempts!: Scalars['Int'];

  @TypeGraphQL.Field(type => Date, { description: 'When it was to be sent first.' })
  createdAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => String, { description: 'Why the last attempt failed; null when it did not.', nullable: true })
  error?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => DeliveryEvent, { description: 'What it tells.' })
  event!: FixDecorator<DeliveryEvent>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'The HTTP status of the last answer; null when there was none.', nullable: true })
  httpStatus?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID, which the receiver is given too: each attempt has the same.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => Date, { description: 'When the next attempt is due; null when none is to follow.', nullable: true })
  nextAttemptAt?: Maybe<Scalars['DateTime']>;

  @TypeGraphQL.Field(type => AlertRule, { description: 'The rule; null when it has been deleted.', nullable: true })
  rule?: Maybe<AlertRule>;

  @TypeGraphQL.Field(type => DeliveryStatus, { description: 'How far it is.' })
  status!: FixDecorator<DeliveryStatus>;

  @TypeGraphQL.Field(type => Webhook, { description: 'The webhook; null when it has just been deleted.', nullable: true })
  webhook?: Maybe<Webhook>;
};

@TypeGraphQL.ObjectType({ description: 'A page of deliveries.' })
export class AlertDeliveryConnection {

  @TypeGraphQL.Field(type => [AlertDeliveryEdge], { description: 'The deliveries with their cursors.' })
  edges!: Array<AlertDeliveryEdge>;

  @TypeGraphQL.Field(type => [AlertDelivery], { description: 'The deliveries alone.' })
  nodes!: Array<AlertDelivery>;

  @TypeGraphQL.Field(type => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: FixDecorator<PageInfo>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there are in all, whatever the page. Counted only when asked for.' })
  totalCount!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'A delivery in a page.' })
export class AlertDeliveryEdge {

  @TypeGraphQL.Field(type => String, { description: 'Its place, for `after` and `before`.' })
  cursor!: Scalars['String'];

  @TypeGraphQL.Field(type => AlertDelivery, { description: 'The delivery.' })
  node!: FixDecorator<AlertDelivery>;
};

@TypeGraphQL.InputType({ description: 'Which deliveries. All conditions must hold; an empty list restricts nothing.' })
export class AlertDeliveryFilter {

  @TypeGraphQL.Field(type => [TypeGraphQL.ID], { description: 'Of one of these alerts, by id.', nullable: true })
  alertIds?: Maybe<Array<Scalars['ID']>>;

  @TypeGraphQL.Field(type => [DeliveryStatus], { description: 'In one of these states.', nullable: true })
  statuses?: Maybe<Array<DeliveryStatus>>;

  @TypeGraphQL.Field(type => [TypeGraphQL.ID], { description: 'To one of these webhooks, by id.', nullable: true })
  webhookIds?: Maybe<Array<Scalars['ID']>>;
};

@TypeGraphQL.ObjectType({ description: 'An alert in a page.' })
export class AlertEdge {

  @TypeGraphQL.Field(type => String, { description: 'Its place, for `after` and `before`.' })
  cursor!: Scalars['String'];

  @TypeGraphQL.Field(type => Alert, { description: 'The alert.' })
  node!: FixDecorator<Alert>;
};

@TypeGraphQL.InputType({ description: 'Which alerts. All conditions must hold; an empty list restricts nothing.' })
export class AlertFilter {

  @TypeGraphQL.Field(type => [String], { description: 'About one of these brands, by name or alias.', nullable: true })
  brands?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => [AlertKind], { description: 'Of one of these kinds.', nullable: true })
  kinds?: Maybe<Array<AlertKind>>;

  @TypeGraphQL.Field(type => [TypeGraphQL.ID], { description: 'Of one of these rules, by id.', nullable: true })
  ruleIds?: Maybe<Array<Scalars['ID']>>;

  @TypeGraphQL.Field(type => [AlertState], { description: 'In one of these states.', nullable: true })
  states?: Maybe<Array<AlertState>>;
};

@TypeGraphQL.ObjectType({ description: 'An alert that a rule would have raised.' })
export class AlertFiring {

  @TypeGraphQL.Field(type => Date, { description: 'When, to the hour of the day at which it is tried.' })
  at!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => String, { description: 'The brand; null for a search.', nullable: true })
  brand?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'For how many days it would have lasted; null when it would be open still.', nullable: true })
  days?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'What was to be expected.' })
  expected!: Scalars['Float'];

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'What was counted.' })
  observed!: Scalars['Float'];

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'How far apart they are, as in `Alert`.' })
  score!: Scalars['Float'];
};

/** What a rule watches for. */
export enum AlertKind {
  /** A brand is mentioned after eight weeks without a mention. */
  FIRST_MENTION = 'FIRST_MENTION',
  /** More of a brand's mentions of 7 days are negative than the weeks before lead to expect. */
  NEGATIVE_TURN = 'NEGATIVE_TURN',
  /** A saved search lets reports through that were published in the last 24 hours. */
  SEARCH_MATCH = 'SEARCH_MATCH',
  /** A brand's share in the mentions of 7 days, its own and its rivals', crosses a line. */
  SHARE_OF_VOICE = 'SHARE_OF_VOICE',
  /** A brand is mentioned more in 24 hours than the same 24 hours of the weeks before lead to expect. */
  SPIKE = 'SPIKE'
}
TypeGraphQL.registerEnumType(AlertKind, { name: 'AlertKind' });

/** What is known of an alert beyond its figures. */
export enum AlertLabel {
  /** It comes from feeds that were added, broke, fell silent or flooded lately, and not from the press: it was told to nobody. */
  SOURCE_CHANGE = 'SOURCE_CHANGE'
}
TypeGraphQL.registerEnumType(AlertLabel, { name: 'AlertLabel' });

@TypeGraphQL.ObjectType({ description: 'One part of a change. In hundredths the parts add up exactly.' })
export class AlertPart {

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: '`observed` less `expected`.' })
  change!: Scalars['Float'];

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'Its part of what was to be expected, by its proportion in the past.' })
  expected!: Scalars['Float'];

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'Its part of what was observed.' })
  observed!: Scalars['Float'];

  @TypeGraphQL.Field(type => String, { description: 'The outlet, the topic or the tone; null: all others together.', nullable: true })
  value?: Maybe<Scalars['String']>;
};

@TypeGraphQL.ObjectType({ description: 'What a tenant wants to be told of.' })
export class AlertRule {

  @TypeGraphQL.Field(type => [String], { description: 'The brands, by their canonical names; each has alerts of its own. None for SEARCH_MATCH.' })
  brands!: Array<Scalars['String']>;

  @TypeGraphQL.Field(type => Date, { description: 'When it was added.' })
  createdAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => Boolean, { description: 'Whether it is evaluated.' })
  isActive!: Scalars['Boolean'];

  @TypeGraphQL.Field(type => AlertKind, { description: 'What it watches for.' })
  kind!: FixDecorator<AlertKind>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Fewer mentions, or reports, raise no alert.' })
  leastMentions!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'In per cent; null but for SHARE_OF_VOICE.', nullable: true })
  line?: Maybe<Scalars['Float']>;

  @TypeGraphQL.Field(type => String, { description: 'Its name, unique in the tenant.' })
  name!: Scalars['String'];

  @TypeGraphQL.Field(type => [String], { description: 'Whom the voice is shared with; none but for SHARE_OF_VOICE.' })
  rivals!: Array<Scalars['String']>;

  @TypeGraphQL.Field(type => SavedSearch, { description: 'The search; null but for SEARCH_MATCH, and once it is deleted.', nullable: true })
  savedSearch?: Maybe<SavedSearch>;

  @TypeGraphQL.Field(type => AlertSensitivity, { description: 'How much it takes.' })
  sensitivity!: FixDecorator<AlertSensitivity>;

  @TypeGraphQL.Field(type => AlertSide, { description: 'The alarming side of the line; null but for SHARE_OF_VOICE.', nullable: true })
  side?: Maybe<AlertSide>;

  @TypeGraphQL.Field(type => Date, { description: 'When it was changed last.' })
  updatedAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => Webhook, { description: 'Where its alerts are sent; null: nowhere, they are only told to subscribers.', nullable: true })
  webhook?: Maybe<Webhook>;
};

@TypeGraphQL.ObjectType({ description: 'A page of alert rules.' })
export class AlertRuleConnection {

  @TypeGraphQL.Field(type => [AlertRuleEdge], { description: 'The alert rules with their cursors.' })
  edges!: Array<AlertRuleEdge>;

  @TypeGraphQL.Field(type => [AlertRule], { description: 'The alert rules alone.' })
  nodes!: Array<AlertRule>;

  @TypeGraphQL.Field(type => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: FixDecorator<PageInfo>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there are in all, whatever the page. Counted only when asked for.' })
  totalCount!: Scalars['Int'];
};

@TypeGraphQL.InputType({ description: 'What a rule watches for.' })
export class AlertRuleDraft {

  @TypeGraphQL.Field(type => [String], { description: 'The brands, 1 to 50, by name or alias; none for SEARCH_MATCH.', nullable: true })
  brands?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => AlertKind, { description: 'What kind of thing.' })
  kind!: FixDecorator<AlertKind>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Fewer mentions, or reports, raise no alert: 1 to 10000. 5 unless said otherwise; 20 for SHARE_OF_VOICE, and 1 for FIRST_MENTION and SEARCH_MATCH.', nullable: true })
  leastMentions?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'In per cent, more than 0 and less than 100; only for SHARE_OF_VOICE.', nullable: true })
  line?: Maybe<Scalars['Float']>;

  @TypeGraphQL.Field(type => [String], { description: 'Whom the voice is shared with, 1 to 50, by name or alias; only for SHARE_OF_VOICE.', nullable: true })
  rivals?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'The search, by id; only for SEARCH_MATCH.', nullable: true })
  savedSearchId?: Maybe<Scalars['ID']>;

  @TypeGraphQL.Field(type => AlertSensitivity, { description: 'How much it takes to raise an alert; for SPIKE and NEGATIVE_TURN.', nullable: true })
  sensitivity?: Maybe<AlertSensitivity>;

  @TypeGraphQL.Field(type => AlertSide, { description: 'The alarming side of the line; only for SHARE_OF_VOICE.', nullable: true })
  side?: Maybe<AlertSide>;
};

@TypeGraphQL.ObjectType({ description: 'An alert rule in a page.' })
export class AlertRuleEdge {

  @TypeGraphQL.Field(type => String, { description: 'Its place, for `after` and `before`.' })
  cursor!: Scalars['String'];

  @TypeGraphQL.Field(type => AlertRule, { description: 'The alert rule.' })
  node!: FixDecorator<AlertRule>;
};

/** How much it takes to raise an alert. */
export enum AlertSensitivity {
  /** Three and a half, what statisticians call an outlier. */
  BALANCED = 'BALANCED',
  /** Five standard deviations: only what nobody could miss. */
  FEWER = 'FEWER',
  /** Two and a half: some will be chance. */
  MORE = 'MORE'
}
TypeGraphQL.registerEnumType(AlertSensitivity, { name: 'AlertSensitivity' });

/** The side of a line that is alarming. */
export enum AlertSide {
  /** More than the line. */
  ABOVE = 'ABOVE',
  /** Less than the line. */
  BELOW = 'BELOW'
}
TypeGraphQL.registerEnumType(AlertSide, { name: 'AlertSide' });

/** Whether an alert lasts. */
export enum AlertState {
  /** It is over. */
  CLOSED = 'CLOSED',
  /** What it tells of lasts. */
  OPEN = 'OPEN',
  /** It lasts, and keeps still for now. */
  SNOOZED = 'SNOOZED'
}
TypeGraphQL.registerEnumType(AlertState, { name: 'AlertState' });

/** Who had the last word on a report. */
export enum AnalysedBy {
  /** The rules of this service. */
  LOCAL = 'LOCAL',
  /** A language model, which was shown what the rules found. */
  MODEL = 'MODEL'
}
TypeGraphQL.registerEnumType(AnalysedBy, { name: 'AnalysedBy' });

/** How much of an article could be analysed. */
export enum AnalysisExtent {
  /** Brands alone: the language is unknown, or one in which the rest is not read. There are no topics, and sentiment and tones are null: such a report counts in no topic, no tone and no mean. */
  BRANDS_ONLY = 'BRANDS_ONLY',
  /** Brands, tone, sentiment and topics. */
  FULL = 'FULL'
}
TypeGraphQL.registerEnumType(AnalysisExtent, { name: 'AnalysisExtent' });

/** Why a language model was not followed. */
export enum AnalysisNote {
  /** The calls of the run were used up. */
  BUDGET = 'BUDGET',
  /** It answered with something that is no JSON. */
  NO_JSON = 'NO_JSON',
  /** It had just failed several times in a row, or had asked to be spared. */
  RESTING = 'RESTING',
  /** It answered with a status that is no success. */
  STATUS = 'STATUS',
  /** It gave no whole answer in time. */
  TIMEOUT = 'TIMEOUT',
  /** It answered with more than is read. */
  TOO_LARGE = 'TOO_LARGE',
  /** It named brands that it was not asked about. */
  UNKNOWN_BRAND = 'UNKNOWN_BRAND',
  /** It could not be reached, or the connection broke. */
  UNREACHABLE = 'UNREACHABLE',
  /** It answered with JSON of another shape than asked for. */
  WRONG_SHAPE = 'WRONG_SHAPE'
}
TypeGraphQL.registerEnumType(AnalysisNote, { name: 'AnalysisNote' });

@TypeGraphQL.ObjectType({ description: 'What the press said in a range. A number counts reports as they were published, copies of one story each for itself, and\nstands beside its number of stories. A story counts where its first report counts: once, on the day on which it broke.\nAmong the reports of an outlet, a topic or a brand it counts with the first of those.' })
export class Analytics {

  @TypeGraphQL.Field(type => BrandAnalytics, { description: 'What was said of one brand. NOT_FOUND when no brand has this name.' })
  brand!: FixDecorator<BrandAnalytics>;

  @TypeGraphQL.Field(type => [SeriesPoint], { description: 'The days with most stories, then most reports; days without any are left out. For a range of at most 400 days.' })
  busiestDays!: Array<SeriesPoint>;

  @TypeGraphQL.Field(type => [CoMention], { description: 'Pairs of brands in the same reports, those first that come together most often beyond chance: by\nlift = P(A and B) / (P(A) · P(B)) over the range\'s reports. 1 is as often as by chance, below 1 more seldom. Pairs in fewer\nthan 5 reports are left out.' })
  coMentions!: Array<CoMention>;

  @TypeGraphQL.Field(type => [BrandAnalytics], { description: 'Brands side by side, each once, in the order in which they are first named. A name that no brand has is BAD_USER_INPUT.' })
  compare!: Array<BrandAnalytics>;

  @TypeGraphQL.Field(type => ComparedRange, { description: 'What it is compared with; null when nothing was asked for.', nullable: true })
  comparedTo?: Maybe<ComparedRange>;

  @TypeGraphQL.Field(type => Coverage, { description: 'How well the feeds were read in it: did the brand fall, or did the feed?' })
  coverage!: FixDecorator<Coverage>;

  @TypeGraphQL.Field(type => [LanguageFigures], { description: 'The languages of the reports, the most frequent first.' })
  languages!: Array<LanguageFigures>;

  @TypeGraphQL.Field(type => Overview, { description: 'All reports.' })
  overview!: FixDecorator<Overview>;

  @TypeGraphQL.Field(type => TimeRange, { description: 'The range, with both ends.' })
  range!: FixDecorator<TimeRange>;

  @TypeGraphQL.Field(type => ReportConnection, { description: 'The range\'s reports, newest first unless ordered otherwise.' })
  reports!: FixDecorator<ReportConnection>;

  @TypeGraphQL.Field(type => [SeriesPoint], { description: 'The reports of each day, week or month, none left out. At most 400 of them: a longer range needs longer periods.' })
  series!: Array<SeriesPoint>;

  @TypeGraphQL.Field(type => [BrandShare], { description: 'The part of each of some brands in what is said of all of them, those with most mentions first. A report that mentions two\nis a mention of each. The shares are of all, whatever `first` shows.' })
  shareOfVoice!: Array<BrandShare>;

  @TypeGraphQL.Field(type => [SourceFigures], { description: 'The outlets with most reports, and how they speak.' })
  sources!: Array<SourceFigures>;

  @TypeGraphQL.Field(type => [TopicFigures], { description: 'What reports were about first of all, the most frequent first.' })
  topics!: Array<TopicFigures>;

  @TypeGraphQL.Field(type => [Trend], { description: 'Brands of which more, or less, is written than their past lets expect, the farthest off first. The range\'s whole days\n(today left out, unless it is all there is) are measured against the 8 windows before that have the same length and the\nsame days of the week. With t(x) = 2√(x + 3/8) of a number of stories (Anscombe 1948: of chance alone its deviation is 1),\nn windows, and MAD the median distance from the median,\n\n    score = (t(now) − median t(before)) / (max(1, 1.4826 · MAD t(before)) · √(1 + π / 2n)).\n\nA brand is told from a score of 3 on, which chance alone reaches for 1 brand of 370, and from 5 stories on, now or in the\nmedian before. Windows with less than a third, or more than thrice, of the stories of now are left out, since feeds were\nadded or broke; with fewer than 4 windows left there are no trends. What a single feed makes of a brand is told by\n`sourceChange`.' })
  trends!: Array<Trend>;
};


/**
 * What the press said in a range. A number counts reports as they were published, copies of one story each for itself, and
 * stands beside its number of stories. A story counts where its first report counts: once, on the day on which it broke.
 * Among the reports of an outlet, a topic or a brand it counts with the first of those.
 */
@TypeGraphQL.ArgsType()
export class AnalyticsBrandArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]' })
  name!: Scalars['String'];
};


/**
 * What the press said in a range. A number counts reports as they were published, copies of one story each for itself, and
 * stands beside its number of stories. A story counts where its first report counts: once, on the day on which it broke.
 * Among the reports of an outlet, a topic or a brand it counts with the first of those.
 */
@TypeGraphQL.ArgsType()
export class AnalyticsBusiestDaysArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]' })
  first!: Scalars['Int'];
};


/**
 * What the press said in a range. A number counts reports as they were published, copies of one story each for itself, and
 * stands beside its number of stories. A story counts where its first report counts: once, on the day on which it broke.
 * Among the reports of an outlet, a topic or a brand it counts with the first of those.
 */
@TypeGraphQL.ArgsType()
export class AnalyticsCoMentionsArgs {

  @TypeGraphQL.Field(type => [String], { description: '[object Object]', nullable: true })
  brands?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]' })
  first!: Scalars['Int'];
};


/**
 * What the press said in a range. A number counts reports as they were published, copies of one story each for itself, and
 * stands beside its number of stories. A story counts where its first report counts: once, on the day on which it broke.
 * Among the reports of an outlet, a topic or a brand it counts with the first of those.
 */
@TypeGraphQL.ArgsType()
export class AnalyticsCompareArgs {

  @TypeGraphQL.Field(type => [String], { description: '[object Object]' })
  brands!: Array<Scalars['String']>;
};


/**
 * What the press said in a range. A number counts reports as they were published, copies of one story each for itself, and
 * stands beside its number of stories. A story counts where its first report counts: once, on the day on which it broke.
 * Among the reports of an outlet, a topic or a brand it counts with the first of those.
 */
@TypeGraphQL.ArgsType()
export class AnalyticsLanguagesArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]' })
  first!: Scalars['Int'];
};


/**
 * What the press said in a range. A number counts reports as they were published, copies of one story each for itself, and
 * stands beside its number of stories. A story counts where its first report counts: once, on the day on which it broke.
 * Among the reports of an outlet, a topic or a brand it counts with the first of those.
 */
@TypeGraphQL.ArgsType()
export class AnalyticsReportsArgs {

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


/**
 * What the press said in a range. A number counts reports as they were published, copies of one story each for itself, and
 * stands beside its number of stories. A story counts where its first report counts: once, on the day on which it broke.
 * Among the reports of an outlet, a topic or a brand it counts with the first of those.
 */
@TypeGraphQL.ArgsType()
export class AnalyticsSeriesArgs {

  @TypeGraphQL.Field(type => SeriesPeriod, { description: '[object Object]' })
  by!: FixDecorator<SeriesPeriod>;
};


/**
 * What the press said in a range. A number counts reports as they were published, copies of one story each for itself, and
 * stands beside its number of stories. A story counts where its first report counts: once, on the day on which it broke.
 * Among the reports of an outlet, a topic or a brand it counts with the first of those.
 */
@TypeGraphQL.ArgsType()
export class AnalyticsShareOfVoiceArgs {

  @TypeGraphQL.Field(type => [String], { description: '[object Object]', nullable: true })
  brands?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]' })
  first!: Scalars['Int'];
};


/**
 * What the press said in a range. A number counts reports as they were published, copies of one story each for itself, and
 * stands beside its number of stories. A story counts where its first report counts: once, on the day on which it broke.
 * Among the reports of an outlet, a topic or a brand it counts with the first of those.
 */
@TypeGraphQL.ArgsType()
export class AnalyticsSourcesArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]' })
  first!: Scalars['Int'];
};


/**
 * What the press said in a range. A number counts reports as they were published, copies of one story each for itself, and
 * stands beside its number of stories. A story counts where its first report counts: once, on the day on which it broke.
 * Among the reports of an outlet, a topic or a brand it counts with the first of those.
 */
@TypeGraphQL.ArgsType()
export class AnalyticsTrendsArgs {

  @TypeGraphQL.Field(type => TrendDirection, { description: '[object Object]', nullable: true })
  direction?: Maybe<TrendDirection>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]' })
  first!: Scalars['Int'];
};

@TypeGraphQL.InputType({ description: 'A range of time: either `from` and `to`, or `lastDays`. It touches at most 1,096 days of the time zone.' })
export class AnalyticsRange {

  @TypeGraphQL.Field(type => Date, { description: 'Its beginning, in 1970 or later.', nullable: true })
  from?: Maybe<Scalars['DateTime']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'So many whole days of the time zone, 1 to 1,096; the last of them is today, with its hours to come.', nullable: true })
  lastDays?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => Date, { description: 'Its end, which is not in it.', nullable: true })
  to?: Maybe<Scalars['DateTime']>;
};

@TypeGraphQL.ObjectType({ description: 'What may be shown of a key: never the key itself.' })
export class ApiKey {

  @TypeGraphQL.Field(type => Date, { description: 'When it was made.' })
  createdAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'What it is for; null when nobody said.', nullable: true })
  label?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: 'The visible beginning of the key.' })
  prefix!: Scalars['String'];

  @TypeGraphQL.Field(type => Date, { description: 'When it was revoked; null while it is live.', nullable: true })
  revokedAt?: Maybe<Scalars['DateTime']>;

  @TypeGraphQL.Field(type => Role, { description: 'What it may do. A key of a person never does more than the person may.' })
  role!: FixDecorator<Role>;

  @TypeGraphQL.Field(type => User, { description: 'The person it belongs to; null for a key of no one in particular.', nullable: true })
  user?: Maybe<User>;
};

@TypeGraphQL.ObjectType({ description: 'A page of keys.' })
export class ApiKeyConnection {

  @TypeGraphQL.Field(type => [ApiKeyEdge], { description: 'The keys with their cursors.' })
  edges!: Array<ApiKeyEdge>;

  @TypeGraphQL.Field(type => [ApiKey], { description: 'The keys alone.' })
  nodes!: Array<ApiKey>;

  @TypeGraphQL.Field(type => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: FixDecorator<PageInfo>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there are in all, whatever the page. Counted only when asked for.' })
  totalCount!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'A key in a list.' })
export class ApiKeyEdge {

  @TypeGraphQL.Field(type => String, { description: 'Its place, for `after` and `before`.' })
  cursor!: Scalars['String'];

  @TypeGraphQL.Field(type => ApiKey, { description: 'The key.' })
  node!: FixDecorator<ApiKey>;
};

@TypeGraphQL.ObjectType({ description: 'A person who wrote some of the tenant\'s reports. Two people of one name are taken for one.' })
export class Author {

  @TypeGraphQL.Field(type => [BrandCount], { description: 'The brands of the latest 1,000 reports, the most frequent first.' })
  brands!: Array<BrandCount>;

  @TypeGraphQL.Field(type => Date, { description: 'When the last of them was published.' })
  lastSeenAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => String, { description: 'The name, as a byline wrote it.' })
  name!: Scalars['String'];

  @TypeGraphQL.Field(type => [String], { description: 'The outlets of the latest 1,000 reports, the most frequent first: up to 20.' })
  outlets!: Array<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many of the tenant\'s reports the person wrote.' })
  reportCount!: Scalars['Int'];

  @TypeGraphQL.Field(type => ReportConnection, { description: 'The reports, newest first unless ordered otherwise.' })
  reports!: FixDecorator<ReportConnection>;

  @TypeGraphQL.Field(type => [TopicCount], { description: 'The topics of the latest 1,000 reports, the most frequent first.' })
  topics!: Array<TopicCount>;
};


/** A person who wrote some of the tenant's reports. Two people of one name are taken for one. */
@TypeGraphQL.ArgsType()
export class AuthorBrandsArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]' })
  first!: Scalars['Int'];
};


/** A person who wrote some of the tenant's reports. Two people of one name are taken for one. */
@TypeGraphQL.ArgsType()
export class AuthorReportsArgs {

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

@TypeGraphQL.ObjectType({ description: 'A page of authors.' })
export class AuthorConnection {

  @TypeGraphQL.Field(type => [AuthorEdge], { description: 'The authors with their cursors.' })
  edges!: Array<AuthorEdge>;

  @TypeGraphQL.Field(type => [Author], { description: 'The authors alone.' })
  nodes!: Array<Author>;

  @TypeGraphQL.Field(type => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: FixDecorator<PageInfo>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there are in all, whatever the page. Counted only when asked for.' })
  totalCount!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'An author in a list.' })
export class AuthorEdge {

  @TypeGraphQL.Field(type => String, { description: 'Its place, for `after` and `before`.' })
  cursor!: Scalars['String'];

  @TypeGraphQL.Field(type => Author, { description: 'The author.' })
  node!: FixDecorator<Author>;
};

@TypeGraphQL.InputType({ description: 'Which authors. All conditions must hold.' })
export class AuthorFilter {

  @TypeGraphQL.Field(type => String, { description: 'A part of a name, in any case and with or without accents.', nullable: true })
  search?: Maybe<Scalars['String']>;
};

@TypeGraphQL.ObjectType({ description: 'A brand of the shared catalogue.' })
export class Brand {

  @TypeGraphQL.Field(type => [String], { description: 'Other spellings and short forms of it, the tenant\'s own included.' })
  aliases!: Array<Scalars['String']>;

  @TypeGraphQL.Field(type => [String], { description: 'Those of its names that are also everyday words, persons or places: they count only with evidence near by. One that stands here without its accents (`Hermes` of Hermès) needs it only where it is written so.' })
  ambiguousNames!: Array<Scalars['String']>;

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

  @TypeGraphQL.Field(type => [NameStatistics], { description: 'How often each of its names was counted in the reports of this day and the 89 before, in UTC, and how often not; of the newest 5,000 places of each kind.' })
  nameStatistics!: Array<NameStatistics>;

  @TypeGraphQL.Field(type => [String], { description: 'Those of its aliases that are the tenant\'s own.' })
  ownAliases!: Array<Scalars['String']>;

  @TypeGraphQL.Field(type => BrandRelation, { description: 'What it is to the tenant; null when it is not followed.', nullable: true })
  relation?: Maybe<BrandRelation>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'In how many of the tenant\'s reports it is found.' })
  reportCount!: Scalars['Int'];

  @TypeGraphQL.Field(type => ReportConnection, { description: 'The tenant\'s reports in which it is found, newest first unless ordered otherwise.' })
  reports!: FixDecorator<ReportConnection>;

  @TypeGraphQL.Field(type => [BrandRuleVersion], { description: 'What the tenant has said so far of its names and how they are judged, the newest first. An earlier version comes back when its `ownAliases` and `rules` are saved again.' })
  ruleVersions!: Array<BrandRuleVersion>;

  @TypeGraphQL.Field(type => [NameRule], { description: 'How the tenant wants its names judged; a name without a rule is judged as `ambiguousNames` says.' })
  rules!: Array<NameRule>;

  @TypeGraphQL.Field(type => String, { description: 'Of the item of Wikidata that is this brand: `Q178516`. Null when not known for certain.', nullable: true })
  wikidataId?: Maybe<Scalars['String']>;
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


/** A brand of the shared catalogue. */
@TypeGraphQL.ArgsType()
export class BrandRuleVersionsArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]' })
  first!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'What was said of a brand in a range.' })
export class BrandAnalytics {

  @TypeGraphQL.Field(type => [BrandQuote], { description: 'The most kindly of what was said in praise of it, of each story once, among the newest 2,000 mentions of the range. None where nobody praised it.' })
  bestQuotes!: Array<BrandQuote>;

  @TypeGraphQL.Field(type => Brand, { description: 'The brand.' })
  brand!: FixDecorator<Brand>;

  @TypeGraphQL.Field(type => [BrandFigures], { description: 'The brands that are mentioned beside it most, and how those reports speak of this one.' })
  coMentionedBrands!: Array<BrandFigures>;

  @TypeGraphQL.Field(type => Date, { description: 'When the first report ever that mentions it was published; null when none does.', nullable: true })
  firstSeenAt?: Maybe<Scalars['DateTime']>;

  @TypeGraphQL.Field(type => [LanguageFigures], { description: 'The languages in which it is written about, the most frequent first.' })
  languages!: Array<LanguageFigures>;

  @TypeGraphQL.Field(type => Date, { description: 'When the last report ever that mentions it was published; null when none does.', nullable: true })
  lastSeenAt?: Maybe<Scalars['DateTime']>;

  @TypeGraphQL.Field(type => ComparedCount, { description: 'Reports that mention it.' })
  mentions!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => ComparedRate, { description: 'Mentions by stories: on how many outlets a story about it runs.' })
  pickUpRate!: FixDecorator<ComparedRate>;

  @TypeGraphQL.Field(type => Reach, { description: 'How many people the reports reach that mention it.' })
  reach!: FixDecorator<Reach>;

  @TypeGraphQL.Field(type => ReportConnection, { description: 'The range\'s reports that mention it, newest first unless ordered otherwise.' })
  reports!: FixDecorator<ReportConnection>;

  @TypeGraphQL.Field(type => [SeriesPoint], { description: 'Its mentions of each day, week or month, none left out. At most 400 of them: a longer range needs longer periods.' })
  series!: Array<SeriesPoint>;

  @TypeGraphQL.Field(type => BrandShare, { description: 'Its part in what is said of the brands that the tenant follows, itself included.' })
  shareOfVoice!: FixDecorator<BrandShare>;

  @TypeGraphQL.Field(type => [SourceFigures], { description: 'The outlets that mention it most, and how they speak of it.' })
  sources!: Array<SourceFigures>;

  @TypeGraphQL.Field(type => ComparedCount, { description: 'Stories that mention it.' })
  stories!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => ToneFigures, { description: 'How they speak of it.' })
  tone!: FixDecorator<ToneFigures>;

  @TypeGraphQL.Field(type => [TopicFigures], { description: 'What the reports that mention it are about first of all, the most frequent first.' })
  topics!: Array<TopicFigures>;

  @TypeGraphQL.Field(type => [BrandQuote], { description: 'The harshest of what was said against it, of each story once, among the newest 2,000 mentions of the range. None where nobody blamed it.' })
  worstQuotes!: Array<BrandQuote>;
};


/** What was said of a brand in a range. */
@TypeGraphQL.ArgsType()
export class BrandAnalyticsBestQuotesArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]' })
  first!: Scalars['Int'];
};


/** What was said of a brand in a range. */
@TypeGraphQL.ArgsType()
export class BrandAnalyticsCoMentionedBrandsArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]' })
  first!: Scalars['Int'];
};


/** What was said of a brand in a range. */
@TypeGraphQL.ArgsType()
export class BrandAnalyticsLanguagesArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]' })
  first!: Scalars['Int'];
};


/** What was said of a brand in a range. */
@TypeGraphQL.ArgsType()
export class BrandAnalyticsReportsArgs {

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


/** What was said of a brand in a range. */
@TypeGraphQL.ArgsType()
export class BrandAnalyticsSeriesArgs {

  @TypeGraphQL.Field(type => SeriesPeriod, { description: '[object Object]' })
  by!: FixDecorator<SeriesPeriod>;
};


/** What was said of a brand in a range. */
@TypeGraphQL.ArgsType()
export class BrandAnalyticsSourcesArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]' })
  first!: Scalars['Int'];
};


/** What was said of a brand in a range. */
@TypeGraphQL.ArgsType()
export class BrandAnalyticsWorstQuotesArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]' })
  first!: Scalars['Int'];
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

@TypeGraphQL.ObjectType({ description: 'In how many reports a brand is found.' })
export class BrandCount {

  @TypeGraphQL.Field(type => Brand, { description: 'The brand.' })
  brand!: FixDecorator<Brand>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many reports.' })
  reportCount!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'A brand in a list.' })
export class BrandEdge {

  @TypeGraphQL.Field(type => String, { description: 'Its place, for `after` and `before`.' })
  cursor!: Scalars['String'];

  @TypeGraphQL.Field(type => Brand, { description: 'The brand.' })
  node!: FixDecorator<Brand>;
};

@TypeGraphQL.ObjectType({ description: 'The reports that mention a brand beside another one.' })
export class BrandFigures {

  @TypeGraphQL.Field(type => Brand, { description: 'The brand beside it.' })
  brand!: FixDecorator<Brand>;

  @TypeGraphQL.Field(type => ComparedRate, { description: 'Reports by stories.' })
  pickUpRate!: FixDecorator<ComparedRate>;

  @TypeGraphQL.Field(type => ComparedCount, { description: 'How many reports mention both.' })
  reports!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => ComparedCount, { description: 'How many stories mention both.' })
  stories!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => ToneFigures, { description: 'How they speak of the first brand.' })
  tone!: FixDecorator<ToneFigures>;
};

@TypeGraphQL.InputType({ description: 'Which brands. All conditions must hold; an empty list restricts nothing.' })
export class BrandFilter {

  @TypeGraphQL.Field(type => [BrandCategory], { description: 'Of one of these kinds.', nullable: true })
  categories?: Maybe<Array<BrandCategory>>;

  @TypeGraphQL.Field(type => [String], { description: 'Owned by one of these groups, by name, in any case.', nullable: true })
  groups?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => Boolean, { description: 'true: only brands found in the tenant\'s reports; false: only brands not found there.', nullable: true })
  inReports?: Maybe<Scalars['Boolean']>;

  @TypeGraphQL.Field(type => [BrandRelation], { description: 'That are one of these to the tenant.', nullable: true })
  relations?: Maybe<Array<BrandRelation>>;

  @TypeGraphQL.Field(type => String, { description: 'A part of a name or an alias, in any case with or without accents, hyphens and other marks.', nullable: true })
  search?: Maybe<Scalars['String']>;
};

@TypeGraphQL.ObjectType({ description: 'What a report says of a brand.' })
export class BrandQuote {

  @TypeGraphQL.Field(type => String, { description: 'The sentence from which the tone is read.' })
  quote!: Scalars['String'];

  @TypeGraphQL.Field(type => Report, { description: 'The report.' })
  report!: FixDecorator<Report>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The tone as a number, -1 to 1.' })
  score!: Scalars['Float'];

  @TypeGraphQL.Field(type => Tone, { description: 'The tone toward the brand.' })
  tone!: FixDecorator<Tone>;
};

/** What a brand is to a tenant. */
export enum BrandRelation {
  /** The tenant works for it. */
  CLIENT = 'CLIENT',
  /** A rival of a client. */
  COMPETITOR = 'COMPETITOR',
  /** Not to be found in what is read: a name that is only noise to the tenant. */
  IGNORED = 'IGNORED',
  /** Followed for what it says of the industry. */
  INDUSTRY = 'INDUSTRY'
}
TypeGraphQL.registerEnumType(BrandRelation, { name: 'BrandRelation' });

@TypeGraphQL.ObjectType({ description: 'What a tenant said once of the names of a brand and how they are judged.' })
export class BrandRuleVersion {

  @TypeGraphQL.Field(type => Date, { description: 'When they were saved.' })
  createdAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => User, { description: 'Who saved them; null when it was no person\'s key, or the person has gone.', nullable: true })
  createdBy?: Maybe<User>;

  @TypeGraphQL.Field(type => [String], { description: 'The tenant\'s own aliases of the brand with them; null where they were saved before aliases were kept.', nullable: true })
  ownAliases?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => [NameRule], { description: 'The rules, as they were saved.' })
  rules!: Array<NameRule>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '1 is the first; the newest counts.' })
  version!: Scalars['Int'];
};

@TypeGraphQL.InputType({ description: 'Rules that are tried before they are saved.' })
export class BrandRulesDraft {

  @TypeGraphQL.Field(type => [String], { description: 'As in `updateBrandRules`: an alias that is left out goes.', nullable: true })
  ownAliases?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => [NameRuleInput], { description: 'As in `updateBrandRules`.' })
  rules!: Array<NameRuleInput>;
};

@TypeGraphQL.ObjectType({ description: 'What rules would change if they were saved.' })
export class BrandRulesPreview {

  @TypeGraphQL.Field(type => PreviewedReports, { description: 'Reports that would count the brand, and do not.' })
  added!: FixDecorator<PreviewedReports>;

  @TypeGraphQL.Field(type => Brand, { description: 'The brand.' })
  brand!: FixDecorator<Brand>;

  @TypeGraphQL.Field(type => PreviewedReports, { description: 'Reports that count the brand, and would not any more.' })
  removed!: FixDecorator<PreviewedReports>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Reports since then that the rules may concern: they count the brand, or hold one of its names, old or new.' })
  reportsConcerned!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Those of them that were read for this answer: the newest 2,000.' })
  reportsRead!: Scalars['Int'];

  @TypeGraphQL.Field(type => Date, { description: 'The first moment of publication that was looked at.' })
  since!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => PreviewedReports, { description: 'Reports that count the brand, and still would.' })
  unchanged!: FixDecorator<PreviewedReports>;
};

@TypeGraphQL.ObjectType({ description: 'The part of a brand in what is said of several.' })
export class BrandShare {

  @TypeGraphQL.Field(type => Brand, { description: 'The brand.' })
  brand!: FixDecorator<Brand>;

  @TypeGraphQL.Field(type => ComparedRate, { description: 'Its mentions by those of all, 0 to 1; null when none of them is mentioned.' })
  mentionShare!: FixDecorator<ComparedRate>;

  @TypeGraphQL.Field(type => ComparedCount, { description: 'Reports that mention it.' })
  mentions!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => ComparedCount, { description: 'Stories that mention it.' })
  stories!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => ComparedRate, { description: 'Its stories by those of all, 0 to 1: what copies cannot raise. Null when none of them is mentioned.' })
  storyShare!: FixDecorator<ComparedRate>;
};

@TypeGraphQL.InputType({ description: 'Brands by name or alias, in any case with or without accents, hyphens and other marks. A name that no brand has is BAD_USER_INPUT.' })
export class BrandsCondition {

  @TypeGraphQL.Field(type => [String], { description: 'Reports in which every one of these is found.', nullable: true })
  all?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => [String], { description: 'Reports in which at least one of these is found.', nullable: true })
  any?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => [String], { description: 'Reports in which none of these is found.', nullable: true })
  none?: Maybe<Array<Scalars['String']>>;
};

@TypeGraphQL.ObjectType({ description: 'An edition of an event.' })
export class CalendarEvent {

  @TypeGraphQL.Field(type => CalendarEventBasis, { description: 'How its days are known.' })
  basis!: FixDecorator<CalendarEventBasis>;

  @TypeGraphQL.Field(type => String, { description: 'Its last day, included.' })
  endsOn!: Scalars['String'];

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => Boolean, { description: 'Whether the tenant added it; those of the shipped calendar cannot be changed. An own event takes the place of a shipped one of its series that lies in the same days, and of one whose days are EXPECTED that lies within 28 days.' })
  isOwn!: Scalars['Boolean'];

  @TypeGraphQL.Field(type => CalendarEventKind, { description: 'What it is.' })
  kind!: FixDecorator<CalendarEventKind>;

  @TypeGraphQL.Field(type => String, { description: 'What it is called: `Paris Fashion Week Autumn/Winter 2026`.' })
  name!: Scalars['String'];

  @TypeGraphQL.Field(type => String, { description: 'What it is an edition of: `paris-womenswear`. By it, SAME_EVENT_LAST_SEASON finds the edition before.' })
  series!: Scalars['String'];

  @TypeGraphQL.Field(type => String, { description: 'Its first day, where it takes place: `2026-03-02`.' })
  startsOn!: Scalars['String'];
};

/** How the days of an event are known. */
export enum CalendarEventBasis {
  /** By whoever holds it. */
  ANNOUNCED = 'ANNOUNCED',
  /** They are those of the edition a year before, on the same weekdays, until others are announced. */
  EXPECTED = 'EXPECTED'
}
TypeGraphQL.registerEnumType(CalendarEventBasis, { name: 'CalendarEventBasis' });

@TypeGraphQL.ObjectType({ description: 'A page of events of the calendar.' })
export class CalendarEventConnection {

  @TypeGraphQL.Field(type => [CalendarEventEdge], { description: 'The events with their cursors.' })
  edges!: Array<CalendarEventEdge>;

  @TypeGraphQL.Field(type => [CalendarEvent], { description: 'The events alone.' })
  nodes!: Array<CalendarEvent>;

  @TypeGraphQL.Field(type => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: FixDecorator<PageInfo>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there are in all, whatever the page. Counted only when asked for.' })
  totalCount!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'An event in a list.' })
export class CalendarEventEdge {

  @TypeGraphQL.Field(type => String, { description: 'Its place, for `after` and `before`.' })
  cursor!: Scalars['String'];

  @TypeGraphQL.Field(type => CalendarEvent, { description: 'The event.' })
  node!: FixDecorator<CalendarEvent>;
};

@TypeGraphQL.InputType({ description: 'Which events. All conditions must hold; an empty list restricts nothing.' })
export class CalendarEventFilter {

  @TypeGraphQL.Field(type => String, { description: 'That last until this day at least, `2026-01-01`.', nullable: true })
  from?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => [CalendarEventKind], { description: 'Of one of these kinds.', nullable: true })
  kinds?: Maybe<Array<CalendarEventKind>>;

  @TypeGraphQL.Field(type => [String], { description: 'Of one of these series: `paris-womenswear`.', nullable: true })
  series?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => String, { description: 'That begin on this day at the latest, `2026-12-31`.', nullable: true })
  to?: Maybe<Scalars['String']>;
};

/** What an event of the calendar is. */
export enum CalendarEventKind {
  /** Awards, of fashion or with a red carpet. */
  AWARDS = 'AWARDS',
  /** A week of haute couture. */
  COUTURE_WEEK = 'COUTURE_WEEK',
  /** A week of womenswear, or of both. */
  FASHION_WEEK = 'FASHION_WEEK',
  /** A film festival. */
  FILM_FESTIVAL = 'FILM_FESTIVAL',
  /** A gala. */
  GALA = 'GALA',
  /** A launch, a show or an opening of the tenant's own. */
  LAUNCH = 'LAUNCH',
  /** A week of menswear. */
  MENSWEAR_WEEK = 'MENSWEAR_WEEK',
  /** Anything else. */
  OTHER = 'OTHER',
  /** A fair of the trade. */
  TRADE_FAIR = 'TRADE_FAIR'
}
TypeGraphQL.registerEnumType(CalendarEventKind, { name: 'CalendarEventKind' });

@TypeGraphQL.ObjectType({ description: 'Two brands in the same reports.' })
export class CoMention {

  @TypeGraphQL.Field(type => [Brand], { description: 'Both, in the order of their names.' })
  brands!: Array<Brand>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'Reports that would mention both if they came together by chance alone.' })
  expectedReports!: Scalars['Float'];

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'How many times as many do.' })
  lift!: Scalars['Float'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Reports that mention both.' })
  reports!: Scalars['Int'];

  @TypeGraphQL.Field(type => [TypeGraphQL.Int], { description: 'Reports that mention each of them, in the order of `brands`.' })
  reportsOfEach!: Array<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Stories that mention both.' })
  stories!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'A number of things beside what it was in the range that is compared with.' })
export class ComparedCount {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there were; null when nothing is compared with.', nullable: true })
  before?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many more, or fewer where it is negative; null when nothing is compared with.', nullable: true })
  change?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The change by `before`: 0.5 is half as many again. Null when `before` is 0 or nothing is compared with.', nullable: true })
  changeShare?: Maybe<Scalars['Float']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many.' })
  value!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'A range that another is compared with.' })
export class ComparedRange {

  @TypeGraphQL.Field(type => CalendarEvent, { description: 'The event of the range by which it is compared; null unless it is compared with the same event.', nullable: true })
  event?: Maybe<CalendarEvent>;

  @TypeGraphQL.Field(type => String, { description: 'How it was chosen, in words.' })
  explanation!: Scalars['String'];

  @TypeGraphQL.Field(type => CalendarEvent, { description: 'The edition before of that event.', nullable: true })
  previousEvent?: Maybe<CalendarEvent>;

  @TypeGraphQL.Field(type => TimeRange, { description: 'The range; of one that is under way, as far as that is over.' })
  range!: FixDecorator<TimeRange>;
};

@TypeGraphQL.ObjectType({ description: 'A rate beside what it was in the range that is compared with.' })
export class ComparedRate {

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'What it was; null when there was nothing to take it of, and when nothing is compared with.', nullable: true })
  before?: Maybe<Scalars['Float']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'By how much it has changed; null when one of both is missing.', nullable: true })
  change?: Maybe<Scalars['Float']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The change by the size of `before`; null when that is 0 or missing.', nullable: true })
  changeShare?: Maybe<Scalars['Float']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The rate; null when there is nothing to take it of.', nullable: true })
  value?: Maybe<Scalars['Float']>;
};

@TypeGraphQL.InputType({ description: 'An analyst\'s word on one brand in one report.' })
export class CorrectMentionInput {

  @TypeGraphQL.Field(type => String, { description: 'A name or an alias, in any case.' })
  brand!: Scalars['String'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'The report\'s id.' })
  reportId!: Scalars['ID'];

  @TypeGraphQL.Field(type => MentionVerdict, { description: 'Whether the report mentions it.' })
  verdict!: FixDecorator<MentionVerdict>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class CorrectMentionPayload {

  @TypeGraphQL.Field(type => Report, { description: 'The report, corrected.' })
  report!: FixDecorator<Report>;
};

@TypeGraphQL.ObjectType({ description: 'How well the feeds were read in a range, counted by UTC days: each day of the time zone is judged by the UTC day that its middle lies in.' })
export class Coverage {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Feeds that were added on these days: what rises from then on may rise because of them.' })
  addedFeeds!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'From 0 to 1: the mean, over the days that have begun, of the share of the usual entries whose feeds were read on the day, at least once. A feed counts from the day after it was added, by its entries a day in the range and the 28 days before: (entries + 1) / (days read + 1), so one that was never read counts as one entry a day. A day on which there was no feed counts 0.' })
  confidence!: Scalars['Float'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Visits that should have been made: those that were, and those that fell due while no ingestion process made them. What failed on our side is left out.' })
  expectedFetches!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many gaps there are in all.' })
  gapCount!: Scalars['Int'];

  @TypeGraphQL.Field(type => [CoverageGap], { description: 'The largest gaps, by the entries that are usual, in the order of time.' })
  gaps!: Array<CoverageGap>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Visits that went well.' })
  okFetches!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'A stretch of days on which some feeds were not read once without fault: they failed, or nobody visited them. Feeds that were paused, parked or have ended count where they were read in the range or the 28 days before.' })
export class CoverageGap {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many feeds were not read.' })
  feedCount!: Scalars['Int'];

  @TypeGraphQL.Field(type => [Feed], { description: 'Those of them that usually bring most, 10 at most.' })
  feeds!: Array<Feed>;

  @TypeGraphQL.Field(type => Date, { description: 'The beginning of its first day.' })
  from!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => Date, { description: 'The end of its last day.' })
  to!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'New entries that they usually bring in so many days.' })
  usualEntries!: Scalars['Float'];
};

@TypeGraphQL.InputType({ description: 'A rule to add.' })
export class CreateAlertRuleInput {

  @TypeGraphQL.Field(type => AlertRuleDraft, { description: 'What it watches for.' })
  condition!: FixDecorator<AlertRuleDraft>;

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: 'Its name, 1 to 100 characters, unique in the tenant in any case.' })
  name!: Scalars['String'];

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'Where its alerts are sent, by id; absent: only to subscribers.', nullable: true })
  webhookId?: Maybe<Scalars['ID']>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class CreateAlertRulePayload {

  @TypeGraphQL.Field(type => AlertRule, { description: 'The rule.' })
  alertRule!: FixDecorator<AlertRule>;
};

@TypeGraphQL.InputType({ description: 'A key to make.' })
export class CreateApiKeyInput {

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: 'What it is for, 1 to 100 characters.', nullable: true })
  label?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => Role, { description: 'What it may do; not more than the person it is for.' })
  role!: FixDecorator<Role>;

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'The person it is for, by id; absent: no one in particular.', nullable: true })
  userId?: Maybe<Scalars['ID']>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class CreateApiKeyPayload {

  @TypeGraphQL.Field(type => ApiKey, { description: 'What is shown of the key from now on.' })
  apiKey!: FixDecorator<ApiKey>;

  @TypeGraphQL.Field(type => String, { description: 'The key itself. Only its hash is kept: keep it well, it is not shown again.' })
  key!: Scalars['String'];
};

@TypeGraphQL.InputType({ description: 'An event to add.' })
export class CreateCalendarEventInput {

  @TypeGraphQL.Field(type => CalendarEventBasis, { description: 'How its days are known.' })
  basis!: FixDecorator<CalendarEventBasis>;

  @TypeGraphQL.Field(type => String, { description: 'Its last day, included; at most 60 days after the first.' })
  endsOn!: Scalars['String'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => CalendarEventKind, { description: 'What it is.' })
  kind!: FixDecorator<CalendarEventKind>;

  @TypeGraphQL.Field(type => String, { description: 'Its name, 1 to 100 characters.' })
  name!: Scalars['String'];

  @TypeGraphQL.Field(type => String, { description: 'What it is an edition of: small letters, digits and hyphens, `maison-x-show`. 1 to 60 characters.' })
  series!: Scalars['String'];

  @TypeGraphQL.Field(type => String, { description: 'Its first day, `2026-03-02`: from 1970 to 2199.' })
  startsOn!: Scalars['String'];
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class CreateCalendarEventPayload {

  @TypeGraphQL.Field(type => CalendarEvent, { description: 'The event.' })
  calendarEvent!: FixDecorator<CalendarEvent>;
};

@TypeGraphQL.InputType({ description: 'A feed to follow.' })
export class CreateFeedInput {

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How often it is read, in minutes: 1 to 10,080, a week. Without it, the feed is read as often as it publishes.', nullable: true })
  intervalMinutes?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => PageReading, { description: 'Whether the pages of its entries are opened.' })
  pageReading!: FixDecorator<PageReading>;

  @TypeGraphQL.Field(type => String, { description: 'What to call it until it was read once, 1 to 200 characters.', nullable: true })
  title?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: 'Its address, http or https.' })
  url!: Scalars['String'];
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class CreateFeedPayload {

  @TypeGraphQL.Field(type => Feed, { description: 'The feed.' })
  feed!: FixDecorator<Feed>;
};

@TypeGraphQL.InputType({ description: 'A person to add.' })
export class CreateUserInput {

  @TypeGraphQL.Field(type => String, { description: 'The person\'s e-mail address, unique in the tenant in any case.' })
  email!: Scalars['String'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => Role, { description: 'What the person may do.' })
  role!: FixDecorator<Role>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class CreateUserPayload {

  @TypeGraphQL.Field(type => User, { description: 'The person.' })
  user!: FixDecorator<User>;
};

@TypeGraphQL.InputType({ description: 'A webhook to add.' })
export class CreateWebhookInput {

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: 'What it is called, 1 to 100 characters.' })
  label!: Scalars['String'];

  @TypeGraphQL.Field(type => String, { description: 'An http or https address; one that leads to a private network is refused when something is sent.' })
  url!: Scalars['String'];
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class CreateWebhookPayload {

  @TypeGraphQL.Field(type => String, { description: 'With which what is sent to it is signed; it is shown this once.' })
  secret!: Scalars['String'];

  @TypeGraphQL.Field(type => Webhook, { description: 'The webhook.' })
  webhook!: FixDecorator<Webhook>;
};


@TypeGraphQL.InputType({ description: 'A rule to delete.' })
export class DeleteAlertRuleInput {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'Its id.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class DeleteAlertRulePayload {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'The id of the rule that is gone.' })
  deletedAlertRuleId!: Scalars['ID'];
};

@TypeGraphQL.InputType({ description: 'An event to delete.' })
export class DeleteCalendarEventInput {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'Its id.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class DeleteCalendarEventPayload {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'The id of the event that is gone.' })
  deletedCalendarEventId!: Scalars['ID'];
};

@TypeGraphQL.InputType({ description: 'A feed that is not to be followed any longer.' })
export class DeleteFeedInput {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'Its id.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class DeleteFeedPayload {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'The id of the feed that is gone.' })
  deletedFeedId!: Scalars['ID'];
};

@TypeGraphQL.InputType({ description: 'Reports to be deleted.' })
export class DeleteReportsInput {

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => [TypeGraphQL.ID], { description: 'Their ids, 1 to 500.' })
  ids!: Array<Scalars['ID']>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class DeleteReportsPayload {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many reports are gone.' })
  deletedCount!: Scalars['Int'];

  @TypeGraphQL.Field(type => [TypeGraphQL.ID], { description: 'Those of the ids that no report has.' })
  missingIds!: Array<Scalars['ID']>;
};

@TypeGraphQL.InputType({ description: 'A search to delete.' })
export class DeleteSearchInput {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'Its id.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class DeleteSearchPayload {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'The id of the search that is gone.' })
  deletedSearchId!: Scalars['ID'];
};

@TypeGraphQL.InputType({ description: 'A webhook to delete.' })
export class DeleteWebhookInput {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'Its id.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class DeleteWebhookPayload {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'The id of the webhook that is gone.' })
  deletedWebhookId!: Scalars['ID'];
};

/** What is sent to a webhook. */
export enum DeliveryEvent {
  /** One that was told is over. */
  CLOSED = 'CLOSED',
  /** An alert was raised. */
  RAISED = 'RAISED',
  /** Somebody tests the webhook. */
  TEST = 'TEST'
}
TypeGraphQL.registerEnumType(DeliveryEvent, { name: 'DeliveryEvent' });

/** How far a delivery is. */
export enum DeliveryStatus {
  /** The receiver took it. */
  DELIVERED = 'DELIVERED',
  /** It was given up. */
  FAILED = 'FAILED',
  /** It is to be tried, or tried again. */
  PENDING = 'PENDING'
}
TypeGraphQL.registerEnumType(DeliveryStatus, { name: 'DeliveryStatus' });

/** How an execution went. */
export enum ExecutionStatus {
  /** Nothing could be read. */
  FAILED = 'FAILED',
  /** Some feeds or entries could not be read. */
  PARTIAL = 'PARTIAL',
  /** It waits for an ingestion process. */
  QUEUED = 'QUEUED',
  /** It is under way. */
  RUNNING = 'RUNNING',
  /** All feeds and entries were read. */
  SUCCESS = 'SUCCESS'
}
TypeGraphQL.registerEnumType(ExecutionStatus, { name: 'ExecutionStatus' });

/** The form of an exported file. */
export enum ExportFormat {
  /** Comma-separated values with a heading (RFC 4180), safe to be opened in a spreadsheet. */
  CSV = 'CSV',
  /** One JSON object a line. */
  NDJSON = 'NDJSON'
}
TypeGraphQL.registerEnumType(ExportFormat, { name: 'ExportFormat' });

@TypeGraphQL.ObjectType({ description: 'A feed that is followed.' })
export class Feed {

  @TypeGraphQL.Field(type => Date, { description: 'When it was added.' })
  createdAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Visits that failed since the last that went well; after 30 the feed is PARKED.' })
  failures!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Those among them that tend to stay: no access, no such server, no feed.' })
  hardFailures!: Scalars['Int'];

  @TypeGraphQL.Field(type => FeedHealth, { description: 'How it has fared on this day and the six before, in UTC.' })
  health!: FixDecorator<FeedHealth>;

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How often it is read, in minutes: as a person set it, or as often as the feed publishes.' })
  intervalMinutes!: Scalars['Int'];

  @TypeGraphQL.Field(type => String, { description: 'What went wrong at the last visit, or what is wrong with the document that it read all the same (it is cut off, entries\nare not well-formed), in words; null when nothing is.', nullable: true })
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

  @TypeGraphQL.Field(type => FeedSchedule, { description: 'Who says how often it is read.' })
  schedule!: FixDecorator<FeedSchedule>;

  @TypeGraphQL.Field(type => String, { description: 'The site it belongs to, as the feed says.', nullable: true })
  siteUrl?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Those among them that tend to pass: 404, 429, a failure of the server, no connection.' })
  softFailures!: Scalars['Int'];

  @TypeGraphQL.Field(type => FeedState, { description: 'Whether it is read.' })
  state!: FixDecorator<FeedState>;

  @TypeGraphQL.Field(type => String, { description: 'Why it is PARKED or has ENDED, in words; null otherwise.', nullable: true })
  stateReason?: Maybe<Scalars['String']>;

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

/** What has become of a feed since the windows that it is compared in. */
export enum FeedChange {
  /** It was added: half of the windows before, or more, lack it. */
  ADDED = 'ADDED',
  /** It was parked or paused, its site ended it, or it was read on no more than half of the window's days. */
  BROKEN = 'BROKEN',
  /** It publishes much more than in its past. */
  FLOODING = 'FLOODING',
  /** It could be read again after it was parked or had ended. */
  REPAIRED = 'REPAIRED',
  /** It publishes much less than in its past. */
  SILENT = 'SILENT'
}
TypeGraphQL.registerEnumType(FeedChange, { name: 'FeedChange' });

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
  /** It was not asked for, because its site had just failed several times in a row; it is, as soon as the site is well. */
  SITE_DOWN = 'SITE_DOWN',
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

@TypeGraphQL.ObjectType({ description: 'Something that happened to a feed.' })
export class FeedEvent {

  @TypeGraphQL.Field(type => Feed, { description: 'The feed; null when it has just been deleted.', nullable: true })
  feed?: Maybe<Feed>;

  @TypeGraphQL.Field(type => Date, { description: 'When.' })
  happenedAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => FeedEventKind, { description: 'What happened.' })
  kind!: FixDecorator<FeedEventKind>;

  @TypeGraphQL.Field(type => String, { description: 'The same in words, with the figures or addresses that matter.' })
  message!: Scalars['String'];
};

@TypeGraphQL.ObjectType({ description: 'A page of events of feeds.' })
export class FeedEventConnection {

  @TypeGraphQL.Field(type => [FeedEventEdge], { description: 'The events with their cursors.' })
  edges!: Array<FeedEventEdge>;

  @TypeGraphQL.Field(type => [FeedEvent], { description: 'The events alone.' })
  nodes!: Array<FeedEvent>;

  @TypeGraphQL.Field(type => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: FixDecorator<PageInfo>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there are in all, whatever the page. Counted only when asked for.' })
  totalCount!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'An event of a feed in a list.' })
export class FeedEventEdge {

  @TypeGraphQL.Field(type => String, { description: 'Its place, for `after` and `before`.' })
  cursor!: Scalars['String'];

  @TypeGraphQL.Field(type => FeedEvent, { description: 'The event.' })
  node!: FixDecorator<FeedEvent>;
};

@TypeGraphQL.InputType({ description: 'Which events of feeds. All conditions must hold; an empty list restricts nothing.' })
export class FeedEventFilter {

  @TypeGraphQL.Field(type => [TypeGraphQL.ID], { description: 'Of one of these feeds, by id.', nullable: true })
  feedIds?: Maybe<Array<Scalars['ID']>>;

  @TypeGraphQL.Field(type => [FeedEventKind], { description: 'Of one of these kinds.', nullable: true })
  kinds?: Maybe<Array<FeedEventKind>>;
};

/** What can happen to a feed. */
export enum FeedEventKind {
  /** It moved to the address of another feed that is followed. */
  DUPLICATE = 'DUPLICATE',
  /** Its site says that it is gone for good. */
  ENDED = 'ENDED',
  /** It publishes far more than in its past. */
  FLOODING = 'FLOODING',
  /** It moved, and is read at its new address from now on. */
  MOVED = 'MOVED',
  /** It is not read any more, after too many failures. */
  PARKED = 'PARKED',
  /** It was PARKED or had ENDED, and could be read again. */
  RECOVERED = 'RECOVERED',
  /** It publishes nothing any more, though its past leads to expect otherwise. */
  SILENT = 'SILENT',
  /** It publishes as much as in its past again. */
  USUAL_AGAIN = 'USUAL_AGAIN'
}
TypeGraphQL.registerEnumType(FeedEventKind, { name: 'FeedEventKind' });

@TypeGraphQL.InputType({ description: 'Which feeds. All conditions must hold; an empty list restricts nothing.' })
export class FeedFilter {

  @TypeGraphQL.Field(type => [Provider], { description: 'From one of these providers.', nullable: true })
  providers?: Maybe<Array<Provider>>;

  @TypeGraphQL.Field(type => String, { description: 'A part of the title or the address, in any case.', nullable: true })
  search?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => [FeedState], { description: 'In one of these states.', nullable: true })
  states?: Maybe<Array<FeedState>>;
};

@TypeGraphQL.ObjectType({ description: 'How a feed has fared on this day and the six before, in UTC.' })
export class FeedHealth {

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'New entries a day, without those that the feed held when it was first read.' })
  entriesPerDay!: Scalars['Float'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Visits that should have been made: those that were, and those that fell due while no ingestion process made them.' })
  expectedFetches!: Scalars['Int'];

  @TypeGraphQL.Field(type => Date, { description: 'When a visit last went well, however long ago.', nullable: true })
  lastSuccessAt?: Maybe<Scalars['DateTime']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Visits that went well.' })
  okFetches!: Scalars['Int'];

  @TypeGraphQL.Field(type => Date, { description: 'From when on is counted: that day, or when the feed was added.' })
  since!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => FeedHealthState, { description: 'How it is.' })
  state!: FixDecorator<FeedHealthState>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The share of visits that went well, from 0 to 1; null when there were none. What failed on our side is left out.', nullable: true })
  successRate?: Maybe<Scalars['Float']>;
};

/** How a feed is: the first of these that fits. */
export enum FeedHealthState {
  /** The last visit failed. */
  FAILING = 'FAILING',
  /** It publishes far more than in its past. */
  FLOODING = 'FLOODING',
  /** All is well. */
  HEALTHY = 'HEALTHY',
  /** It has not been read yet. */
  NEW = 'NEW',
  /** It should have been read twice since it was due: no ingestion process is at work, or too few are. */
  OVERDUE = 'OVERDUE',
  /** It publishes nothing, though its past leads to expect otherwise. */
  SILENT = 'SILENT',
  /** It is not read; `Feed.state` says why. */
  STOPPED = 'STOPPED'
}
TypeGraphQL.registerEnumType(FeedHealthState, { name: 'FeedHealthState' });

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

/** Who says how often a feed is read. */
export enum FeedSchedule {
  /** Nobody: it is read as often as it publishes, within bounds. */
  ADAPTIVE = 'ADAPTIVE',
  /** A person. */
  FIXED = 'FIXED'
}
TypeGraphQL.registerEnumType(FeedSchedule, { name: 'FeedSchedule' });

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

@TypeGraphQL.InputType({ description: 'A brand to follow.' })
export class FollowBrandInput {

  @TypeGraphQL.Field(type => String, { description: 'A name or an alias, in any case.' })
  brand!: Scalars['String'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => BrandRelation, { description: 'What it is to the tenant: CLIENT, COMPETITOR or INDUSTRY. `updateBrand` ignores brands.' })
  relation!: FixDecorator<BrandRelation>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class FollowBrandPayload {

  @TypeGraphQL.Field(type => Brand, { description: 'The brand.' })
  brand!: FixDecorator<Brand>;

  @TypeGraphQL.Field(type => JobExecution, { description: 'In which execution stored reports are read again; null when none of them can have changed. `jobProgress` follows it.', nullable: true })
  jobExecution?: Maybe<JobExecution>;
};

@TypeGraphQL.InputType({ description: 'An OPML file.' })
export class ImportFeedsInput {

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: 'Its text, folders and all. A request holds at most 100 KB.' })
  opml!: Scalars['String'];
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class ImportFeedsPayload {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many feeds of the file were followed already.' })
  alreadyFollowed!: Scalars['Int'];

  @TypeGraphQL.Field(type => [Feed], { description: 'The feeds that are followed now and were not before.' })
  feeds!: Array<Feed>;

  @TypeGraphQL.Field(type => [RefusedFeed], { description: 'What could not be taken, with the reason.' })
  refused!: Array<RefusedFeed>;
};

@TypeGraphQL.ObjectType({ description: 'One run of the ingestion: over the feeds of the tenant, to one that was due or asked for, or over stored reports that are read again.' })
export class JobExecution {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How long it took, in milliseconds; null until it has ended.', nullable: true })
  durationMs?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => String, { description: 'What went wrong, in words; null when nothing did.', nullable: true })
  error?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => Feed, { description: 'The feed, where it is for one alone; null for a run over several, and once the feed is deleted.', nullable: true })
  feed?: Maybe<Feed>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Feeds dealt with so far, the failed ones included.' })
  feedsDone!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Feeds that could not be read.' })
  feedsFailed!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Feeds to read.' })
  feedsTotal!: Scalars['Int'];

  @TypeGraphQL.Field(type => Date, { description: 'When it ended; null until then.', nullable: true })
  finishedAt?: Maybe<Scalars['DateTime']>;

  @TypeGraphQL.Field(type => Date, { description: 'When its process last said that it is alive. One that is RUNNING and has been silent for a minute is read by another.' })
  heartbeatAt!: Scalars['DateTime'];

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

  @TypeGraphQL.Field(type => Rereading, { description: 'How far it is with reading stored reports again; null where feeds are read.', nullable: true })
  rereading?: Maybe<Rereading>;

  @TypeGraphQL.Field(type => Date, { description: 'When it began or, as long as it is QUEUED, when it was asked for.' })
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

@TypeGraphQL.ObjectType({ description: 'The reports in a language.' })
export class LanguageFigures {

  @TypeGraphQL.Field(type => String, { description: 'ISO 639-1; null where it could not be told.', nullable: true })
  language?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => ComparedRate, { description: 'Reports by stories.' })
  pickUpRate!: FixDecorator<ComparedRate>;

  @TypeGraphQL.Field(type => ComparedCount, { description: 'How many reports.' })
  reports!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => ComparedCount, { description: 'How many stories broke.' })
  stories!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => ToneFigures, { description: 'How they feel; where it is about a brand, how they speak of it.' })
  tone!: FixDecorator<ToneFigures>;
};

@TypeGraphQL.ObjectType({ description: 'One brand in one article.' })
export class Mention {

  @TypeGraphQL.Field(type => Brand, { description: 'The brand.' })
  brand!: FixDecorator<Brand>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'How sure it is that the brand is meant, 0 to 1.' })
  confidence!: Scalars['Float'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How often the brand is named.' })
  count!: Scalars['Int'];

  @TypeGraphQL.Field(type => String, { description: 'The spelling of the brand in its surest place, as the catalogue or the tenant writes it. Null where `reason` is, and where somebody says that it is mentioned (CORRECTED) though no name of it was found.', nullable: true })
  name?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => MentionPosition, { description: 'The most prominent place in which the brand stands.' })
  position!: FixDecorator<MentionPosition>;

  @TypeGraphQL.Field(type => String, { description: 'The sentence it is read from.' })
  quote!: Scalars['String'];

  @TypeGraphQL.Field(type => MentionReason, { description: 'Why it is counted: of its surest place. Null when it was read before reasons were kept.', nullable: true })
  reason?: Maybe<MentionReason>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The tone as a number, -1 to 1; null as `tone`.', nullable: true })
  score?: Maybe<Scalars['Float']>;

  @TypeGraphQL.Field(type => Tone, { description: 'The tone toward this brand. Null when it was not judged: `Report.analysis` is BRANDS_ONLY, or an analyst counted what the finder had not.', nullable: true })
  tone?: Maybe<Tone>;
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

/** Why a place where a brand's name stands was counted as the brand, or was not. */
export enum MentionReason {
  /** Counted: the feed files the entry under it. */
  CATEGORY = 'CATEGORY',
  /** Counted: there is enough evidence near by. */
  CONTEXT = 'CONTEXT',
  /** Counted or not: an analyst says so. */
  CORRECTED = 'CORRECTED',
  /** Not counted: words beside it make it something else. */
  COUNTER_CONTEXT = 'COUNTER_CONTEXT',
  /** Counted: the article names the brand in full elsewhere. */
  FULL_NAME = 'FULL_NAME',
  /** Not counted: the tenant's rules say that this name never counts. */
  IGNORED_NAME = 'IGNORED_NAME',
  /** Not counted: a part of another name. */
  LONGER_NAME = 'LONGER_NAME',
  /** Not counted: an everyday word. */
  LOWER_CASE = 'LOWER_CASE',
  /** Not counted: less sure than the tenant asks for. */
  LOW_CONFIDENCE = 'LOW_CONFIDENCE',
  /** Not counted: nothing near by says that the brand is meant. */
  MISSING_CONTEXT = 'MISSING_CONTEXT',
  /** Counted or not: a language model says so, and the rules said otherwise. */
  MODEL = 'MODEL',
  /** Counted: the name can hardly be anything else. */
  NAME = 'NAME',
  /** Not counted: a short form that is not written in its own case. */
  OWN_CASE = 'OWN_CASE',
  /** Not counted: somebody's name. */
  PERSON = 'PERSON',
  /** Counted: the brand is counted elsewhere in the article. */
  SAME_NAME = 'SAME_NAME'
}
TypeGraphQL.registerEnumType(MentionReason, { name: 'MentionReason' });

/** An analyst's word on whether a report mentions a brand. */
export enum MentionVerdict {
  /** It does. The evidence is the surest place that was not counted; where there is none, the report's title. */
  IS_MENTION = 'IS_MENTION',
  /** It does not. What was counted is kept among `rejectedMentions`. */
  IS_NOT_MENTION = 'IS_NOT_MENTION'
}
TypeGraphQL.registerEnumType(MentionVerdict, { name: 'MentionVerdict' });

@TypeGraphQL.InputType({ description: 'A brand that is another one.' })
export class MergeBrandsInput {

  @TypeGraphQL.Field(type => String, { description: 'The brand that goes, by a name or an alias.' })
  from!: Scalars['String'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: 'The brand that stays, by a name or an alias.' })
  into!: Scalars['String'];
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class MergeBrandsPayload {

  @TypeGraphQL.Field(type => Brand, { description: 'The brand that stayed.' })
  brand!: FixDecorator<Brand>;

  @TypeGraphQL.Field(type => JobExecution, { description: 'In which execution stored reports are read again, since the names of both count as one brand now. `jobProgress` follows it.', nullable: true })
  jobExecution?: Maybe<JobExecution>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'In how many reports it took the place of the other.' })
  movedReports!: Scalars['Int'];
};

export type Mutation = {
  /** Says whether a report mentions a brand, whatever is found in it, now and whenever it is read again; a later word replaces an earlier one. Needs the role ANALYST. */
  correctMention: CorrectMentionPayload;
  /** Adds an alert rule. CONFLICT when another rule has the name. Needs the role ANALYST. */
  createAlertRule: CreateAlertRulePayload;
  /** Makes a key and shows it, this once. Needs the role ADMIN. */
  createApiKey: CreateApiKeyPayload;
  /** Adds an event to the tenant's calendar. CONFLICT when an own event of the series lies in the same days. Needs the role ANALYST. */
  createCalendarEvent: CreateCalendarEventPayload;
  /** Follows a feed; it is read at once where `ingest --watch` runs. CONFLICT when it is followed already. Needs the role ADMIN. */
  createFeed: CreateFeedPayload;
  /** Adds a person to the tenant. CONFLICT when the address is known already. Needs the role ADMIN. */
  createUser: CreateUserPayload;
  /** Adds a webhook and shows its secret, this once. Needs the role ADMIN. */
  createWebhook: CreateWebhookPayload;
  /** Deletes an alert rule with its alerts; one that is switched off keeps them. Needs the role ANALYST. */
  deleteAlertRule: DeleteAlertRulePayload;
  /** Deletes an event of the tenant's own. Needs the role ANALYST. */
  deleteCalendarEvent: DeleteCalendarEventPayload;
  /** Follows a feed no longer; its reports stay. Needs the role ADMIN. */
  deleteFeed: DeleteFeedPayload;
  /** Deletes up to 500 reports at once, for good: what was deleted does not come back with the next visit to its feed. Needs the role ANALYST. */
  deleteReports: DeleteReportsPayload;
  /** Deletes a saved search. Needs the role ANALYST. */
  deleteSearch: DeleteSearchPayload;
  /** Deletes a webhook with what was sent to it; rules that named it send nothing. Needs the role ADMIN. */
  deleteWebhook: DeleteWebhookPayload;
  /** Follows a brand, or changes what it is to the tenant. Needs the role ANALYST. */
  followBrand: FollowBrandPayload;
  /** Follows all feeds of an OPML file; those followed already stay as they are. Needs the role ADMIN. */
  importFeeds: ImportFeedsPayload;
  /** Counts one brand as another from now on, for this tenant: its reports, names and aliases go over. Needs the role ANALYST. */
  mergeBrands: MergeBrandsPayload;
  /** Has a feed read as soon as an `ingest --watch` process is free, and gives the execution to watch. Needs the role ADMIN. */
  refreshFeed: RefreshFeedPayload;
  /** Takes the tier of an outlet away. Needs the role ANALYST. */
  removeOutletTier: RemoveOutletTierPayload;
  /** Ends a key at once; subscriptions opened with it end too. Needs the role ADMIN. */
  revokeApiKey: RevokeApiKeyPayload;
  /** Saves a filter under a name, or changes a saved one. CONFLICT when another search has the name. Needs the role ANALYST. */
  saveSearch: SaveSearchPayload;
  /** Gives an outlet a tier and a reach, or changes them. Needs the role ANALYST. */
  setOutletTier: SetOutletTierPayload;
  /** Has an open alert keep still, and the next ones of the same rule and brand, until a moment; one that still lasts then is told anew, and one that ends before is told to be over to whom it was told at all. Needs the role ANALYST. */
  snoozeAlert: SnoozeAlertPayload;
  /** Sends a test to the webhook of a rule, once, and says what came of it. CONFLICT when the rule has none. Needs the role ANALYST. */
  testAlertRule: TestAlertRulePayload;
  /** Follows a brand no longer; its reports stay, and it is still found. Needs the role ANALYST. */
  unfollowBrand: UnfollowBrandPayload;
  /** Changes an alert rule; what is absent stays. CONFLICT when another rule has the name. Needs the role ANALYST. */
  updateAlertRule: UpdateAlertRulePayload;
  /** Changes how a brand is found for this tenant; what is absent stays. Stored reports are read again in the background. Needs the role ANALYST. */
  updateBrand: UpdateBrandPayload;
  /** Says which own aliases a brand has and how its names are judged, as the next version of its rules, which takes the place of the one before. Stored reports are read again in the background. Needs the role ANALYST. */
  updateBrandRules: UpdateBrandRulesPayload;
  /** Changes an event of the tenant's own; what is absent stays. Needs the role ANALYST. */
  updateCalendarEvent: UpdateCalendarEventPayload;
  /** Changes how a feed is read; what is absent stays. Needs the role ADMIN. */
  updateFeed: UpdateFeedPayload;
  /** Sets the status of up to 500 reports at once. Needs the role ANALYST. */
  updateReports: UpdateReportsPayload;
  /** Changes the settings of the tenant; what is absent stays. Stored reports are read again in the background. Needs the role ADMIN. */
  updateSettings: UpdateSettingsPayload;
  /** Changes a person's role, or shuts the person out; what is absent stays. CONFLICT when no active ADMIN would be left. Needs the role ADMIN. */
  updateUser: UpdateUserPayload;
  /** Changes a webhook; what is absent stays. Needs the role ADMIN. */
  updateWebhook: UpdateWebhookPayload;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationCorrectMentionArgs {

  @TypeGraphQL.Field(type => CorrectMentionInput, { description: '[object Object]' })
  input!: FixDecorator<CorrectMentionInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationCreateAlertRuleArgs {

  @TypeGraphQL.Field(type => CreateAlertRuleInput, { description: '[object Object]' })
  input!: FixDecorator<CreateAlertRuleInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationCreateApiKeyArgs {

  @TypeGraphQL.Field(type => CreateApiKeyInput, { description: '[object Object]' })
  input!: FixDecorator<CreateApiKeyInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationCreateCalendarEventArgs {

  @TypeGraphQL.Field(type => CreateCalendarEventInput, { description: '[object Object]' })
  input!: FixDecorator<CreateCalendarEventInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationCreateFeedArgs {

  @TypeGraphQL.Field(type => CreateFeedInput, { description: '[object Object]' })
  input!: FixDecorator<CreateFeedInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationCreateUserArgs {

  @TypeGraphQL.Field(type => CreateUserInput, { description: '[object Object]' })
  input!: FixDecorator<CreateUserInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationCreateWebhookArgs {

  @TypeGraphQL.Field(type => CreateWebhookInput, { description: '[object Object]' })
  input!: FixDecorator<CreateWebhookInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationDeleteAlertRuleArgs {

  @TypeGraphQL.Field(type => DeleteAlertRuleInput, { description: '[object Object]' })
  input!: FixDecorator<DeleteAlertRuleInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationDeleteCalendarEventArgs {

  @TypeGraphQL.Field(type => DeleteCalendarEventInput, { description: '[object Object]' })
  input!: FixDecorator<DeleteCalendarEventInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationDeleteFeedArgs {

  @TypeGraphQL.Field(type => DeleteFeedInput, { description: '[object Object]' })
  input!: FixDecorator<DeleteFeedInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationDeleteReportsArgs {

  @TypeGraphQL.Field(type => DeleteReportsInput, { description: '[object Object]' })
  input!: FixDecorator<DeleteReportsInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationDeleteSearchArgs {

  @TypeGraphQL.Field(type => DeleteSearchInput, { description: '[object Object]' })
  input!: FixDecorator<DeleteSearchInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationDeleteWebhookArgs {

  @TypeGraphQL.Field(type => DeleteWebhookInput, { description: '[object Object]' })
  input!: FixDecorator<DeleteWebhookInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationFollowBrandArgs {

  @TypeGraphQL.Field(type => FollowBrandInput, { description: '[object Object]' })
  input!: FixDecorator<FollowBrandInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationImportFeedsArgs {

  @TypeGraphQL.Field(type => ImportFeedsInput, { description: '[object Object]' })
  input!: FixDecorator<ImportFeedsInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationMergeBrandsArgs {

  @TypeGraphQL.Field(type => MergeBrandsInput, { description: '[object Object]' })
  input!: FixDecorator<MergeBrandsInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationRefreshFeedArgs {

  @TypeGraphQL.Field(type => RefreshFeedInput, { description: '[object Object]' })
  input!: FixDecorator<RefreshFeedInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationRemoveOutletTierArgs {

  @TypeGraphQL.Field(type => RemoveOutletTierInput, { description: '[object Object]' })
  input!: FixDecorator<RemoveOutletTierInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationRevokeApiKeyArgs {

  @TypeGraphQL.Field(type => RevokeApiKeyInput, { description: '[object Object]' })
  input!: FixDecorator<RevokeApiKeyInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationSaveSearchArgs {

  @TypeGraphQL.Field(type => SaveSearchInput, { description: '[object Object]' })
  input!: FixDecorator<SaveSearchInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationSetOutletTierArgs {

  @TypeGraphQL.Field(type => SetOutletTierInput, { description: '[object Object]' })
  input!: FixDecorator<SetOutletTierInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationSnoozeAlertArgs {

  @TypeGraphQL.Field(type => SnoozeAlertInput, { description: '[object Object]' })
  input!: FixDecorator<SnoozeAlertInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationTestAlertRuleArgs {

  @TypeGraphQL.Field(type => TestAlertRuleInput, { description: '[object Object]' })
  input!: FixDecorator<TestAlertRuleInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationUnfollowBrandArgs {

  @TypeGraphQL.Field(type => UnfollowBrandInput, { description: '[object Object]' })
  input!: FixDecorator<UnfollowBrandInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationUpdateAlertRuleArgs {

  @TypeGraphQL.Field(type => UpdateAlertRuleInput, { description: '[object Object]' })
  input!: FixDecorator<UpdateAlertRuleInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationUpdateBrandArgs {

  @TypeGraphQL.Field(type => UpdateBrandInput, { description: '[object Object]' })
  input!: FixDecorator<UpdateBrandInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationUpdateBrandRulesArgs {

  @TypeGraphQL.Field(type => UpdateBrandRulesInput, { description: '[object Object]' })
  input!: FixDecorator<UpdateBrandRulesInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationUpdateCalendarEventArgs {

  @TypeGraphQL.Field(type => UpdateCalendarEventInput, { description: '[object Object]' })
  input!: FixDecorator<UpdateCalendarEventInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationUpdateFeedArgs {

  @TypeGraphQL.Field(type => UpdateFeedInput, { description: '[object Object]' })
  input!: FixDecorator<UpdateFeedInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationUpdateReportsArgs {

  @TypeGraphQL.Field(type => UpdateReportsInput, { description: '[object Object]' })
  input!: FixDecorator<UpdateReportsInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationUpdateSettingsArgs {

  @TypeGraphQL.Field(type => UpdateSettingsInput, { description: '[object Object]' })
  input!: FixDecorator<UpdateSettingsInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationUpdateUserArgs {

  @TypeGraphQL.Field(type => UpdateUserInput, { description: '[object Object]' })
  input!: FixDecorator<UpdateUserInput>;
};


/**
 * Each takes one `input`. Every faulty field of it is reported at once, in `extensions.fields` of the error. With an
 * `idempotencyKey` a call can be repeated for 24 hours without being carried out twice.
 */
@TypeGraphQL.ArgsType()
export class MutationUpdateWebhookArgs {

  @TypeGraphQL.Field(type => UpdateWebhookInput, { description: '[object Object]' })
  input!: FixDecorator<UpdateWebhookInput>;
};

@TypeGraphQL.ObjectType({ description: 'How one name of a brand is judged.' })
export class NameRule {

  @TypeGraphQL.Field(type => [String], { description: 'Words or phrases that, near by, say that the brand is meant; beside those that are known anyway.' })
  contextWords!: Array<Scalars['String']>;

  @TypeGraphQL.Field(type => [String], { description: 'Words or phrases that, right before or after it, say that it is something else.' })
  counterWords!: Array<Scalars['String']>;

  @TypeGraphQL.Field(type => Boolean, { description: 'Whether it never counts, whatever stands near by. Names of other words still do: of `Boss` and `Hugo Boss`, or `APC` and `A.P.C.`, one can.' })
  ignored!: Scalars['Boolean'];

  @TypeGraphQL.Field(type => String, { description: 'One of the brand\'s names. The rule is of every writing of its words: `Off-White` and `Off White` are one name.' })
  name!: Scalars['String'];

  @TypeGraphQL.Field(type => Boolean, { description: 'Whether it counts only with evidence near by.' })
  needsContext!: Scalars['Boolean'];
};

@TypeGraphQL.InputType({ description: 'How one name of a brand is judged.' })
export class NameRuleInput {

  @TypeGraphQL.Field(type => [String], { description: 'Words or phrases that, near by, say that the brand is meant. At most 50, of at most 50 characters.' })
  contextWords!: Array<Scalars['String']>;

  @TypeGraphQL.Field(type => [String], { description: 'Words or phrases that, right before or after it, say that it is something else. At most 50, of at most 50 characters.' })
  counterWords!: Array<Scalars['String']>;

  @TypeGraphQL.Field(type => Boolean, { description: 'true: it never counts, whatever stands near by; `needsContext` says nothing then. Names of other words still do: of `Boss` and `Hugo Boss`, or `APC` and `A.P.C.`, one can.' })
  ignored!: Scalars['Boolean'];

  @TypeGraphQL.Field(type => String, { description: 'A name of the brand, in any case and whatever stands between its words: `Off-White` and `Off White` are one name, and its rule is of every writing. One that no brand has yet becomes an own alias of it.' })
  name!: Scalars['String'];

  @TypeGraphQL.Field(type => Boolean, { description: 'Whether it counts only with evidence near by.' })
  needsContext!: Scalars['Boolean'];
};

@TypeGraphQL.ObjectType({ description: 'How one name of a brand has fared of late.' })
export class NameStatistics {

  @TypeGraphQL.Field(type => [String], { description: 'Words that would have had it counted, as `contextWords` of a rule, where context was missing: those that stand in at\nleast 3 such sentences, and with odds more than 2.7 times as high as in sentences that count. The most telling first, at\nmost 10, of the newest 100 sentences of each kind.' })
  contextWords!: Array<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Reports in which the brand was counted by it.' })
  counted!: Scalars['Int'];

  @TypeGraphQL.Field(type => String, { description: 'The name.' })
  name!: Scalars['String'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Reports in which it stands and was not counted.' })
  rejected!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The share of the second in both, 0 to 1; null when it stands nowhere.', nullable: true })
  rejectedShare?: Maybe<Scalars['Float']>;
};

/** Which way a list runs. */
export enum OrderDirection {
  /** Earliest first. */
  ASC = 'ASC',
  /** Latest first. */
  DESC = 'DESC'
}
TypeGraphQL.registerEnumType(OrderDirection, { name: 'OrderDirection' });

@TypeGraphQL.ObjectType({ description: 'What the tenant says of an outlet.' })
export class OutletTier {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many people a report of it reaches; null when the tenant has not said so. Nothing is guessed.', nullable: true })
  reachPerReport?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => String, { description: 'The outlet, as reports name it.' })
  source!: Scalars['String'];

  @TypeGraphQL.Field(type => Tier, { description: 'How much it matters.' })
  tier!: FixDecorator<Tier>;
};

@TypeGraphQL.ObjectType({ description: 'A page of outlets with a tier.' })
export class OutletTierConnection {

  @TypeGraphQL.Field(type => [OutletTierEdge], { description: 'The outlets with their cursors.' })
  edges!: Array<OutletTierEdge>;

  @TypeGraphQL.Field(type => [OutletTier], { description: 'The outlets alone.' })
  nodes!: Array<OutletTier>;

  @TypeGraphQL.Field(type => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: FixDecorator<PageInfo>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there are in all, whatever the page. Counted only when asked for.' })
  totalCount!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'An outlet with a tier in a list.' })
export class OutletTierEdge {

  @TypeGraphQL.Field(type => String, { description: 'Its place, for `after` and `before`.' })
  cursor!: Scalars['String'];

  @TypeGraphQL.Field(type => OutletTier, { description: 'The outlet.' })
  node!: FixDecorator<OutletTier>;
};

@TypeGraphQL.ObjectType({ description: 'All reports of a range.' })
export class Overview {

  @TypeGraphQL.Field(type => ComparedCount, { description: 'Brands in reports: a report that mentions two counts twice.' })
  mentions!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => ComparedRate, { description: 'Reports by stories: on how many outlets a story runs.' })
  pickUpRate!: FixDecorator<ComparedRate>;

  @TypeGraphQL.Field(type => ComparedCount, { description: 'How many reports.' })
  reports!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => ToneFigures, { description: 'How they feel.' })
  sentiment!: FixDecorator<ToneFigures>;

  @TypeGraphQL.Field(type => ComparedCount, { description: 'How many stories broke.' })
  stories!: FixDecorator<ComparedCount>;
};

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

@TypeGraphQL.ObjectType({ description: 'A report of a preview, and why the brand would be counted in it or not.' })
export class PreviewSample {

  @TypeGraphQL.Field(type => String, { description: 'The spelling that would decide; null when none of the brand\'s names stands in the report.', nullable: true })
  name?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: 'The sentence in which it stands.', nullable: true })
  quote?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => MentionReason, { description: 'Why it would be counted, or not.', nullable: true })
  reason?: Maybe<MentionReason>;

  @TypeGraphQL.Field(type => Report, { description: 'The report.' })
  report!: FixDecorator<Report>;
};

@TypeGraphQL.ObjectType({ description: 'Reports of a preview.' })
export class PreviewedReports {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many.' })
  count!: Scalars['Int'];

  @TypeGraphQL.Field(type => [PreviewSample], { description: 'The newest of them, at most 10.' })
  samples!: Array<PreviewSample>;
};

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
  /** One alert. NOT_FOUND when there is none with this id. */
  alert: Alert;
  /** What was sent to webhooks, or is to be sent, newest first. */
  alertDeliveries: AlertDeliveryConnection;
  /** One alert rule. NOT_FOUND when there is none with this id. */
  alertRule: AlertRule;
  /** The alert rules of the tenant, in the order of their names. */
  alertRules: AlertRuleConnection;
  /** The alerts of the tenant, newest first: those that last, those that are over, and those that were told to nobody. */
  alerts: AlertConnection;
  /** What the press said in a range, counted. BAD_USER_INPUT with all that is wrong with the range. */
  analytics: Analytics;
  /** The keys of the tenant, newest first, revoked ones included; never the keys themselves. Needs the role ADMIN. */
  apiKeys: ApiKeyConnection;
  /** One author, by name, in any case and with or without accents. NOT_FOUND when nobody of this name wrote any of the tenant's reports. */
  author: Author;
  /** Those who wrote the tenant's reports, in the order of their names. */
  authors: AuthorConnection;
  /** How often a rule would have raised an alert in the last 90 days, by the statistic that raises alerts. Nothing is stored. */
  backtestAlertRule: AlertBacktest;
  /** One brand of the catalogue, by its name or an alias, in any case with or without accents, hyphens and other marks. NOT_FOUND when no brand has this name. */
  brand: Brand;
  /** The brands of the catalogue, in the order of their names. */
  brands: BrandConnection;
  /** The events of the fashion year, those of the shipped calendar and the tenant's own, in the order of their days. */
  calendarEvents: CalendarEventConnection;
  /** How well the feeds were read in a range: did the brand fall, or did the feed? */
  coverage: Coverage;
  /** One feed. NOT_FOUND when there is none with this id. */
  feed: Feed;
  /** What happened to the feeds that a person should know, newest first. */
  feedEvents: FeedEventConnection;
  /** The feeds that are followed, newest first unless ordered otherwise. */
  feeds: FeedConnection;
  /** One run of the ingestion. NOT_FOUND when there is none with this id. */
  jobExecution: JobExecution;
  /** The runs of the ingestion, newest first. */
  jobExecutions: JobExecutionConnection;
  /** The outlets to which the tenant has given a tier, in the order of their names. */
  outletTiers: OutletTierConnection;
  /** What rules would change if they were saved, in the reports of this day and the 89 before, in UTC: nothing is stored. NOT_FOUND when no brand has this name. Needs the role ANALYST. */
  previewBrandRules: BrandRulesPreview;
  /** One report. NOT_FOUND when there is none with this id. */
  report: Report;
  /** The reports that a filter lets through, newest first unless ordered otherwise. */
  reports: ReportConnection;
  /** One saved search. NOT_FOUND when there is none with this id. */
  savedSearch: SavedSearch;
  /** The saved searches of the tenant, in the order of their names. */
  savedSearches: SavedSearchConnection;
  /** The outlets of the reports that a filter lets through, with their counts; those with most reports first unless ordered otherwise. */
  sources: SourceConnection;
  /** One story. The id of one that went over into another finds that one, and so does the id of a report. NOT_FOUND when there is none with this id. */
  story: Story;
  /** The tenant whose key asks. */
  tenant: Tenant;
  /** How many of the reports that a filter lets through are about each topic first of all, the most frequent first; topics without a report are left out. */
  topics: Array<TopicCount>;
  /** The people of the tenant, newest first. Needs the role ADMIN. */
  users: UserConnection;
  /** Who asks: the holder of the key in the `authorization` header. */
  viewer: Viewer;
  /** The webhooks of the tenant, newest first; never their secrets. */
  webhooks: WebhookConnection;
};


@TypeGraphQL.ArgsType()
export class QueryAlertArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: '[object Object]' })
  id!: Scalars['ID'];
};


@TypeGraphQL.ArgsType()
export class QueryAlertDeliveriesArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  after?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  before?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => AlertDeliveryFilter, { description: '[object Object]', nullable: true })
  filter?: Maybe<AlertDeliveryFilter>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  first?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  last?: Maybe<Scalars['Int']>;
};


@TypeGraphQL.ArgsType()
export class QueryAlertRuleArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: '[object Object]' })
  id!: Scalars['ID'];
};


@TypeGraphQL.ArgsType()
export class QueryAlertRulesArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  after?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  before?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  first?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  last?: Maybe<Scalars['Int']>;
};


@TypeGraphQL.ArgsType()
export class QueryAlertsArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  after?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  before?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => AlertFilter, { description: '[object Object]', nullable: true })
  filter?: Maybe<AlertFilter>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  first?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  last?: Maybe<Scalars['Int']>;
};


@TypeGraphQL.ArgsType()
export class QueryAnalyticsArgs {

  @TypeGraphQL.Field(type => RangeComparison, { description: '[object Object]', nullable: true })
  compareTo?: Maybe<RangeComparison>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  eventSeries?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => AnalyticsRange, { description: '[object Object]' })
  range!: FixDecorator<AnalyticsRange>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  timeZone?: Maybe<Scalars['String']>;
};


@TypeGraphQL.ArgsType()
export class QueryApiKeysArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  after?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  before?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  first?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  last?: Maybe<Scalars['Int']>;
};


@TypeGraphQL.ArgsType()
export class QueryAuthorArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]' })
  name!: Scalars['String'];
};


@TypeGraphQL.ArgsType()
export class QueryAuthorsArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  after?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  before?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => AuthorFilter, { description: '[object Object]', nullable: true })
  filter?: Maybe<AuthorFilter>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  first?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  last?: Maybe<Scalars['Int']>;
};


@TypeGraphQL.ArgsType()
export class QueryBacktestAlertRuleArgs {

  @TypeGraphQL.Field(type => AlertRuleDraft, { description: '[object Object]' })
  draft!: FixDecorator<AlertRuleDraft>;
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
export class QueryCalendarEventsArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  after?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  before?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => CalendarEventFilter, { description: '[object Object]', nullable: true })
  filter?: Maybe<CalendarEventFilter>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  first?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  last?: Maybe<Scalars['Int']>;
};


@TypeGraphQL.ArgsType()
export class QueryCoverageArgs {

  @TypeGraphQL.Field(type => AnalyticsRange, { description: '[object Object]' })
  range!: FixDecorator<AnalyticsRange>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  timeZone?: Maybe<Scalars['String']>;
};


@TypeGraphQL.ArgsType()
export class QueryFeedArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: '[object Object]' })
  id!: Scalars['ID'];
};


@TypeGraphQL.ArgsType()
export class QueryFeedEventsArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  after?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  before?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => FeedEventFilter, { description: '[object Object]', nullable: true })
  filter?: Maybe<FeedEventFilter>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  first?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  last?: Maybe<Scalars['Int']>;
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
export class QueryOutletTiersArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  after?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  before?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  first?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  last?: Maybe<Scalars['Int']>;
};


@TypeGraphQL.ArgsType()
export class QueryPreviewBrandRulesArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]' })
  brand!: Scalars['String'];

  @TypeGraphQL.Field(type => BrandRulesDraft, { description: '[object Object]' })
  draft!: FixDecorator<BrandRulesDraft>;
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


@TypeGraphQL.ArgsType()
export class QuerySavedSearchArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: '[object Object]' })
  id!: Scalars['ID'];
};


@TypeGraphQL.ArgsType()
export class QuerySavedSearchesArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  after?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  before?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  first?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  last?: Maybe<Scalars['Int']>;
};


@TypeGraphQL.ArgsType()
export class QuerySourcesArgs {

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

  @TypeGraphQL.Field(type => SourceOrder, { description: '[object Object]', nullable: true })
  orderBy?: Maybe<SourceOrder>;
};


@TypeGraphQL.ArgsType()
export class QueryStoryArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: '[object Object]' })
  id!: Scalars['ID'];
};


@TypeGraphQL.ArgsType()
export class QueryTopicsArgs {

  @TypeGraphQL.Field(type => ReportFilter, { description: '[object Object]', nullable: true })
  filter?: Maybe<ReportFilter>;
};


@TypeGraphQL.ArgsType()
export class QueryUsersArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  after?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  before?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  first?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  last?: Maybe<Scalars['Int']>;
};


@TypeGraphQL.ArgsType()
export class QueryWebhooksArgs {

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  after?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: '[object Object]', nullable: true })
  before?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  first?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]', nullable: true })
  last?: Maybe<Scalars['Int']>;
};

/** What a range can be compared with. */
export enum RangeComparison {
  /**
   * The range set back by as few whole days as leave no part of it in both: of whole days as many days right before, of hours
   * the same hours of the clock. What lies between both, as of a range of three and a half days half a day, is in neither.
   */
  PREVIOUS_PERIOD = 'PREVIOUS_PERIOD',
  /** The same dates a year before. */
  PREVIOUS_YEAR = 'PREVIOUS_YEAR',
  /**
   * The same days of the edition before of an event of the calendar: see `calendarEvents`. BAD_USER_INPUT where the range meets
   * none. Where it meets several (shows and a gala in one month), `eventSeries` says which; without, the one of which it holds
   * most days is taken, among equals the one that it holds the larger share of, and `comparedTo` says so.
   */
  SAME_EVENT_LAST_SEASON = 'SAME_EVENT_LAST_SEASON'
}
TypeGraphQL.registerEnumType(RangeComparison, { name: 'RangeComparison' });

@TypeGraphQL.ObjectType({ description: 'How many people reports reach, by the tenant\'s own figures alone: each report counts with its outlet\'s reach. People who read several reports count several times.' })
export class Reach {

  @TypeGraphQL.Field(type => ReachBasis, { description: 'What it is computed from.' })
  basis!: FixDecorator<ReachBasis>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The share of the reports whose outlet has a reach, from 0 to 1; 0 when there are no reports.' })
  knownShare!: Scalars['Float'];

  @TypeGraphQL.Field(type => String, { description: 'Why there is no value, and what would give one, in words: a tier alone gives none. Null when there is one.', nullable: true })
  reason?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The sum over the reports whose outlet has a reach; null when none has.', nullable: true })
  value?: Maybe<Scalars['Float']>;
};

/** What a reach is computed from. */
export enum ReachBasis {
  /** Nothing: the tenant has given none of the outlets a reach. */
  NONE = 'NONE',
  /** The tenant's own figures, see `outletTiers`. */
  TIERS = 'TIERS'
}
TypeGraphQL.registerEnumType(ReachBasis, { name: 'ReachBasis' });

@TypeGraphQL.InputType({ description: 'A feed to be read now.' })
export class RefreshFeedInput {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'Its id.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class RefreshFeedPayload {

  @TypeGraphQL.Field(type => JobExecution, { description: 'The execution in which the feed is read. QUEUED at first; `jobProgress` follows it.' })
  jobExecution!: FixDecorator<JobExecution>;
};

@TypeGraphQL.ObjectType({ description: 'An address of an OPML file that is no feed’s.' })
export class RefusedFeed {

  @TypeGraphQL.Field(type => String, { description: 'Why it was left out, in words.' })
  reason!: Scalars['String'];

  @TypeGraphQL.Field(type => String, { description: 'The address, as it stands in the file.' })
  url!: Scalars['String'];
};

@TypeGraphQL.ObjectType({ description: 'A name of a brand that stands in a report and was not counted as the brand there.' })
export class RejectedMention {

  @TypeGraphQL.Field(type => Brand, { description: 'The brand.' })
  brand!: FixDecorator<Brand>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'How sure it is that the brand is meant, 0 to 1; 0 when it was refused outright.' })
  confidence!: Scalars['Float'];

  @TypeGraphQL.Field(type => String, { description: 'The spelling of the brand that stands there, as the catalogue or the tenant writes it.' })
  name!: Scalars['String'];

  @TypeGraphQL.Field(type => MentionPosition, { description: 'The most prominent place in which it was not counted.' })
  position!: FixDecorator<MentionPosition>;

  @TypeGraphQL.Field(type => String, { description: 'The sentence in which it stands.' })
  quote!: Scalars['String'];

  @TypeGraphQL.Field(type => MentionReason, { description: 'Why it was not counted.' })
  reason!: FixDecorator<MentionReason>;
};

@TypeGraphQL.InputType({ description: 'An outlet whose tier is to go.' })
export class RemoveOutletTierInput {

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: 'The outlet.' })
  source!: Scalars['String'];
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class RemoveOutletTierPayload {

  @TypeGraphQL.Field(type => String, { description: 'The outlet that has no tier any more.' })
  removedSource!: Scalars['String'];
};

@TypeGraphQL.ObjectType({ description: 'One article that the press published, as it was read.' })
export class Report {

  @TypeGraphQL.Field(type => AnalysedBy, { description: 'Who had the last word on its brands, topic, sentiment and tones.' })
  analysedBy!: FixDecorator<AnalysedBy>;

  @TypeGraphQL.Field(type => AnalysisExtent, { description: 'How much of the article was analysed: topics, sentiment and tone are read in English only.' })
  analysis!: FixDecorator<AnalysisExtent>;

  @TypeGraphQL.Field(type => AnalysisNote, { description: 'Why the language model that is set up was not followed; null where it was, or where none is set up.', nullable: true })
  analysisNote?: Maybe<AnalysisNote>;

  @TypeGraphQL.Field(type => String, { description: 'The byline as it was published, null when there is none.', nullable: true })
  author?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => [Author], { description: 'The people that the byline names, in its order. Agencies, desks and users\' names are none.' })
  authors!: Array<Author>;

  @TypeGraphQL.Field(type => [String], { description: 'The canonical names of the brands found, most prominent first.' })
  brands!: Array<Scalars['String']>;

  @TypeGraphQL.Field(type => Feed, { description: 'The feed it came in by; null when that feed has been deleted.', nullable: true })
  feed?: Maybe<Feed>;

  @TypeGraphQL.Field(type => String, { description: 'The article\'s text, paragraphs separated by an empty line; null when it could not be had.', nullable: true })
  fullText?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'The address of the picture that the article\'s page is shown with elsewhere, null when it names none.', nullable: true })
  imageUrl?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => Date, { description: 'When the article was first read.' })
  ingestedAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => String, { description: 'ISO 639-1, null when it could not be told.', nullable: true })
  language?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'How sure the language is, 0 to 1; null when there is none, and for reports read before it was kept.', nullable: true })
  languageConfidence?: Maybe<Scalars['Float']>;

  @TypeGraphQL.Field(type => [Mention], { description: 'The brands found, with tone and evidence, most prominent first.' })
  mentions!: Array<Mention>;

  @TypeGraphQL.Field(type => Provider, { description: 'Where the feed came from.' })
  provider!: FixDecorator<Provider>;

  @TypeGraphQL.Field(type => Date, { description: 'When the article was published; `publishedAtSource` says how that is known.' })
  publishedAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => PublishedAtSource, { description: 'How the time of publication is known.' })
  publishedAtSource!: FixDecorator<PublishedAtSource>;

  @TypeGraphQL.Field(type => [RejectedMention], { description: 'Names of brands that stand in it and were not counted, each with the reason, the surest first. At most 50 are kept.' })
  rejectedMentions!: Array<RejectedMention>;

  @TypeGraphQL.Field(type => [Report], { description: 'Other reports that share brands with it, of the two weeks around it: those that share most first, then those with the most similar title.' })
  related!: Array<Report>;

  @TypeGraphQL.Field(type => Sentiment, { description: 'The feeling of the article as a whole; the tone toward a brand is in `mentions`. Null when `analysis` is BRANDS_ONLY.', nullable: true })
  sentiment?: Maybe<Sentiment>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The same as a number, -1 to 1; null as `sentiment`.', nullable: true })
  sentimentScore?: Maybe<Scalars['Float']>;

  @TypeGraphQL.Field(type => String, { description: 'The outlet: `The Atelier Post`.' })
  source!: Scalars['String'];

  @TypeGraphQL.Field(type => ReportStatus, { description: 'What the team has done with it.' })
  status!: FixDecorator<ReportStatus>;

  @TypeGraphQL.Field(type => Story, { description: 'The news that it tells, alone or with other reports.' })
  story!: FixDecorator<Story>;

  @TypeGraphQL.Field(type => String, { description: 'The feed\'s summary or the article\'s first sentences.', nullable: true })
  summary?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => Tenant, { description: 'The tenant it belongs to.' })
  tenant!: FixDecorator<Tenant>;

  @TypeGraphQL.Field(type => String, { description: 'The headline.' })
  title!: Scalars['String'];

  @TypeGraphQL.Field(type => Topic, { description: 'What the article is about first of all: the first of `topics`. Null when `analysis` is BRANDS_ONLY.', nullable: true })
  topic?: Maybe<Topic>;

  @TypeGraphQL.Field(type => [Topic], { description: 'All that the article is about, the chief topic first: at least one, but none when `analysis` is BRANDS_ONLY.' })
  topics!: Array<Topic>;

  @TypeGraphQL.Field(type => String, { description: 'The address of the article as the feed gives it; `urlResolution` says whether it leads to the publisher. Null when the feed linked nowhere.', nullable: true })
  url?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => UrlResolution, { description: 'Whose address `url` is; null when there is none.', nullable: true })
  urlResolution?: Maybe<UrlResolution>;
};


/** One article that the press published, as it was read. */
@TypeGraphQL.ArgsType()
export class ReportRelatedArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: '[object Object]' })
  first!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'A page of reports.' })
export class ReportConnection {

  @TypeGraphQL.Field(type => [ReportEdge], { description: 'The reports with their cursors.' })
  edges!: Array<ReportEdge>;

  @TypeGraphQL.Field(type => String, { description: 'A link that gives all of them as a file, whatever the page: signed, and good for 15 minutes. BAD_USER_INPUT when the filter is too long for a link: save it, and filter by `savedSearchId`.' })
  exportUrl!: Scalars['String'];

  @TypeGraphQL.Field(type => [Report], { description: 'The reports alone.' })
  nodes!: Array<Report>;

  @TypeGraphQL.Field(type => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: FixDecorator<PageInfo>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there are in all, whatever the page. Counted only when asked for. Exact up to 10,000 and, whatever there is, for all reports, for those of one brand, and where the filter is nothing but one of topics, sentiments, statuses, providers, sources or languages, with or without a range of time.' })
  totalCount!: Scalars['Int'];

  @TypeGraphQL.Field(type => Boolean, { description: 'Whether `totalCount` is an estimate, made from a sample: it never is of 10,000 reports or fewer.' })
  totalCountIsEstimate!: Scalars['Boolean'];
};


/** A page of reports. */
@TypeGraphQL.ArgsType()
export class ReportConnectionExportUrlArgs {

  @TypeGraphQL.Field(type => ExportFormat, { description: '[object Object]' })
  format!: FixDecorator<ExportFormat>;
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

  @TypeGraphQL.Field(type => [String], { description: 'Written by one of these authors, by name, in any case and with or without accents.', nullable: true })
  authors?: Maybe<Array<Scalars['String']>>;

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

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'Let through by this saved search as well, by id. BAD_USER_INPUT when there is none.', nullable: true })
  savedSearchId?: Maybe<Scalars['ID']>;

  @TypeGraphQL.Field(type => String, { description: 'Words in title, summary or text: `gucci -watch`, `"fashion week"`, `milan or paris`. Accents and endings do not matter.', nullable: true })
  search?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => [Sentiment], { description: 'One of these sentiments.', nullable: true })
  sentiments?: Maybe<Array<Sentiment>>;

  @TypeGraphQL.Field(type => [String], { description: 'From one of these outlets, by name, in any case. One that no report is of lets nothing through, and is no fault.', nullable: true })
  sources?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => [ReportStatus], { description: 'One of these states.', nullable: true })
  statuses?: Maybe<Array<ReportStatus>>;

  @TypeGraphQL.Field(type => [TypeGraphQL.ID], { description: 'Of one of these stories, by id.', nullable: true })
  storyIds?: Maybe<Array<Scalars['ID']>>;

  @TypeGraphQL.Field(type => [Topic], { description: 'One of these topics, as the report\'s first: its `topic`.', nullable: true })
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

@TypeGraphQL.ObjectType({ description: 'Stored reports that are read again, since the tenant wants brands found otherwise. Each further change has it begin anew.' })
export class Rereading {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Reports whose brands have changed.' })
  reportsChanged!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Reports read so far.' })
  reportsRead!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Reports to read; null until they are counted.', nullable: true })
  reportsTotal?: Maybe<Scalars['Int']>;
};

@TypeGraphQL.InputType({ description: 'A key to end.' })
export class RevokeApiKeyInput {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'Its id.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class RevokeApiKeyPayload {

  @TypeGraphQL.Field(type => ApiKey, { description: 'The key, which is refused from now on.' })
  apiKey!: FixDecorator<ApiKey>;
};

/** What a person or a key may do. */
export enum Role {
  /** Everything, people and keys included. */
  ADMIN = 'ADMIN',
  /** Reads, and edits reports, brands, searches, calendar events, outlet tiers and alert rules. */
  ANALYST = 'ANALYST',
  /** Reads. */
  VIEWER = 'VIEWER'
}
TypeGraphQL.registerEnumType(Role, { name: 'Role' });

@TypeGraphQL.InputType({ description: 'A search to save.' })
export class SaveSearchInput {

  @TypeGraphQL.Field(type => ReportFilter, { description: 'The filter. It cannot name another saved search.' })
  filter!: FixDecorator<ReportFilter>;

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'Its id, to change a saved one; absent: a new one.', nullable: true })
  id?: Maybe<Scalars['ID']>;

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: 'Its name, 1 to 100 characters, unique in the tenant in any case.' })
  name!: Scalars['String'];
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class SaveSearchPayload {

  @TypeGraphQL.Field(type => SavedSearch, { description: 'The search.' })
  savedSearch!: FixDecorator<SavedSearch>;
};

@TypeGraphQL.ObjectType({ description: 'A condition on brands that was saved, the names as they were given.' })
export class SavedBrandsCondition {

  @TypeGraphQL.Field(type => [String], { description: 'Every one of these is found.', nullable: true })
  all?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => [String], { description: 'At least one of these is found.', nullable: true })
  any?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => [String], { description: 'None of these is found.', nullable: true })
  none?: Maybe<Array<Scalars['String']>>;
};

@TypeGraphQL.ObjectType({ description: 'A report filter that was saved; what it does not restrict is null. See `ReportFilter`.' })
export class SavedReportFilter {

  @TypeGraphQL.Field(type => [String], { description: 'Written by one of these authors.', nullable: true })
  authors?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => SavedBrandsCondition, { description: 'By the brands found in them.', nullable: true })
  brands?: Maybe<SavedBrandsCondition>;

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

  @TypeGraphQL.Field(type => String, { description: 'Words in title, summary or text.', nullable: true })
  search?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => [Sentiment], { description: 'One of these sentiments.', nullable: true })
  sentiments?: Maybe<Array<Sentiment>>;

  @TypeGraphQL.Field(type => [String], { description: 'From one of these outlets.', nullable: true })
  sources?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => [ReportStatus], { description: 'One of these states.', nullable: true })
  statuses?: Maybe<Array<ReportStatus>>;

  @TypeGraphQL.Field(type => [TypeGraphQL.ID], { description: 'Of one of these stories, by id.', nullable: true })
  storyIds?: Maybe<Array<Scalars['ID']>>;

  @TypeGraphQL.Field(type => [Topic], { description: 'One of these topics, as the report\'s first: its `topic`.', nullable: true })
  topics?: Maybe<Array<Topic>>;
};

@TypeGraphQL.ObjectType({ description: 'A report filter with a name, to be used wherever a filter is: `filter: { savedSearchId: … }`.' })
export class SavedSearch {

  @TypeGraphQL.Field(type => Date, { description: 'When it was saved first.' })
  createdAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => SavedReportFilter, { description: 'The filter, as it was saved.' })
  filter!: FixDecorator<SavedReportFilter>;

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'Its name, unique in the tenant.' })
  name!: Scalars['String'];

  @TypeGraphQL.Field(type => Date, { description: 'When it was changed last.' })
  updatedAt!: Scalars['DateTime'];
};

@TypeGraphQL.ObjectType({ description: 'A page of saved searches.' })
export class SavedSearchConnection {

  @TypeGraphQL.Field(type => [SavedSearchEdge], { description: 'The saved searches with their cursors.' })
  edges!: Array<SavedSearchEdge>;

  @TypeGraphQL.Field(type => [SavedSearch], { description: 'The saved searches alone.' })
  nodes!: Array<SavedSearch>;

  @TypeGraphQL.Field(type => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: FixDecorator<PageInfo>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there are in all, whatever the page. Counted only when asked for.' })
  totalCount!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'A search in a list.' })
export class SavedSearchEdge {

  @TypeGraphQL.Field(type => String, { description: 'Its place, for `after` and `before`.' })
  cursor!: Scalars['String'];

  @TypeGraphQL.Field(type => SavedSearch, { description: 'The search.' })
  node!: FixDecorator<SavedSearch>;
};

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

/** How long a period of a series is. */
export enum SeriesPeriod {
  /** A day of the time zone. */
  DAY = 'DAY',
  /** A month of the calendar. */
  MONTH = 'MONTH',
  /** From Monday to Sunday (ISO 8601). */
  WEEK = 'WEEK'
}
TypeGraphQL.registerEnumType(SeriesPeriod, { name: 'SeriesPeriod' });

@TypeGraphQL.ObjectType({ description: 'A day, a week or a month of a series, as far as it lies in the range.' })
export class SeriesPoint {

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The share of the usual entries whose feeds were read, 0 to 1; see `Coverage.confidence`.' })
  confidence!: Scalars['Float'];

  @TypeGraphQL.Field(type => String, { description: 'The first day of the whole period: `2026-11-23`.' })
  date!: Scalars['String'];

  @TypeGraphQL.Field(type => Date, { description: 'Its first moment in the range.' })
  from!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => Boolean, { description: 'Whether it is whole, over, and was read well: each of its days brought 95 % of the usual entries at least. What falls in a period that is not may have fallen for want of reading.' })
  isCovered!: Scalars['Boolean'];

  @TypeGraphQL.Field(type => Boolean, { description: 'Whether the range holds all of it.' })
  isWhole!: Scalars['Boolean'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many of the reports are positive and negative at once.' })
  mixed!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many of the reports are negative.' })
  negative!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many of the reports are neutral.' })
  neutral!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many of the reports are positive.' })
  positive!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many reports.' })
  reports!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The mean of the scores of those that were judged, -1 to 1; null without any.', nullable: true })
  score?: Maybe<Scalars['Float']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many stories broke.' })
  stories!: Scalars['Int'];

  @TypeGraphQL.Field(type => Date, { description: 'Its end in the range, which is not in it any more.' })
  to!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many of the reports were not judged, since their language is not read, or an analyst counted them against the finder.' })
  unjudged!: Scalars['Int'];
};

@TypeGraphQL.InputType({ description: 'A tier to give to an outlet.' })
export class SetOutletTierInput {

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many people a report of it reaches, 0 to 1,000,000,000; absent: not known, and the outlet counts for no reach.', nullable: true })
  reachPerReport?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => String, { description: 'The outlet as reports name it, see `sources`; in other case or spaces it is taken for that one. One that no report has yet may have a tier too.' })
  source!: Scalars['String'];

  @TypeGraphQL.Field(type => Tier, { description: 'How much it matters.' })
  tier!: FixDecorator<Tier>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class SetOutletTierPayload {

  @TypeGraphQL.Field(type => OutletTier, { description: 'The outlet.' })
  outletTier!: FixDecorator<OutletTier>;

  @TypeGraphQL.Field(type => [String], { description: 'What to know, in words: it was taken for an outlet in another spelling, no report is of it yet, or it has no reach. Mostly none.' })
  warnings!: Array<Scalars['String']>;
};

@TypeGraphQL.InputType({ description: 'An alert that is to keep still.' })
export class SnoozeAlertInput {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'Its id.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => Date, { description: 'Until when, at most a year from now; absent: it speaks again.', nullable: true })
  until?: Maybe<Scalars['DateTime']>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class SnoozeAlertPayload {

  @TypeGraphQL.Field(type => Alert, { description: 'The alert.' })
  alert!: FixDecorator<Alert>;
};

@TypeGraphQL.ObjectType({ description: 'An outlet, as reports name it.' })
export class Source {

  @TypeGraphQL.Field(type => Date, { description: 'When the newest of them was published.' })
  lastPublishedAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => String, { description: 'Its name.' })
  name!: Scalars['String'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many of the reports came from it.' })
  reportCount!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'A page of outlets.' })
export class SourceConnection {

  @TypeGraphQL.Field(type => [SourceEdge], { description: 'The outlets with their cursors.' })
  edges!: Array<SourceEdge>;

  @TypeGraphQL.Field(type => [Source], { description: 'The outlets alone.' })
  nodes!: Array<Source>;

  @TypeGraphQL.Field(type => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: FixDecorator<PageInfo>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there are in all, whatever the page. Counted only when asked for.' })
  totalCount!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'An outlet in a list.' })
export class SourceEdge {

  @TypeGraphQL.Field(type => String, { description: 'Its place, for `after` and `before`.' })
  cursor!: Scalars['String'];

  @TypeGraphQL.Field(type => Source, { description: 'The outlet.' })
  node!: FixDecorator<Source>;
};

@TypeGraphQL.ObjectType({ description: 'The reports of an outlet.' })
export class SourceFigures {

  @TypeGraphQL.Field(type => ComparedRate, { description: 'Reports by stories: how often it told the same one.' })
  pickUpRate!: FixDecorator<ComparedRate>;

  @TypeGraphQL.Field(type => ComparedCount, { description: 'How many reports.' })
  reports!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => String, { description: 'Its name.' })
  source!: Scalars['String'];

  @TypeGraphQL.Field(type => ComparedCount, { description: 'How many stories it told, each counted where it told it first.' })
  stories!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => ToneFigures, { description: 'How they feel; where it is about a brand, how they speak of it.' })
  tone!: FixDecorator<ToneFigures>;
};

@TypeGraphQL.InputType({ description: 'An order of outlets; equal counts are ordered by name.' })
export class SourceOrder {

  @TypeGraphQL.Field(type => OrderDirection, { description: 'Which way.' })
  direction!: FixDecorator<OrderDirection>;

  @TypeGraphQL.Field(type => SourceOrderField, { description: 'By what.' })
  field!: FixDecorator<SourceOrderField>;
};

/** What outlets can be ordered by. */
export enum SourceOrderField {
  /** The name. */
  NAME = 'NAME',
  /** The number of reports. */
  REPORT_COUNT = 'REPORT_COUNT'
}
TypeGraphQL.registerEnumType(SourceOrderField, { name: 'SourceOrderField' });

@TypeGraphQL.ObjectType({ description: 'The same news, on one outlet or several: copies and retellings in one language, of at most 72 hours. Every report tells\nexactly one.' })
export class Story {

  @TypeGraphQL.Field(type => Date, { description: 'When the first report of it was published.' })
  firstPublishedAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID. When two stories turn out to be one, the older id stays, and the other leads to it.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => Date, { description: 'When the last report of it was published.' })
  lastPublishedAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => Report, { description: 'The report that was published first.' })
  originator!: FixDecorator<Report>;

  @TypeGraphQL.Field(type => [String], { description: 'The outlets that told it, in the order in which they did.' })
  outlets!: Array<Scalars['String']>;

  @TypeGraphQL.Field(type => ReportConnection, { description: 'The reports that tell it, newest first unless ordered otherwise.' })
  reports!: FixDecorator<ReportConnection>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many of the tenant\'s reports tell it; 1 for news of its own.' })
  size!: Scalars['Int'];
};


/**
 * The same news, on one outlet or several: copies and retellings in one language, of at most 72 hours. Every report tells
 * exactly one.
 */
@TypeGraphQL.ArgsType()
export class StoryReportsArgs {

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

export type Subscription = {
  /** Each alert that is raised from now on and that a filter lets through; not those that come from changed feeds or are snoozed. */
  alertRaised: Alert;
  /** Whatever happens to a feed from now on that a person should know, and that a filter lets through. */
  feedEventAdded: FeedEvent;
  /** A run of the ingestion: as it stands, then at each step, until it has ended. NOT_FOUND when there is none with this id. */
  jobProgress: JobExecution;
  /** Each report that comes in from now on and that a filter lets through. */
  reportAdded: Report;
};


/** Over graphql-ws at `/graphql`, or as server-sent events at `/graphql/stream`. */
@TypeGraphQL.ArgsType()
export class SubscriptionAlertRaisedArgs {

  @TypeGraphQL.Field(type => AlertFilter, { description: '[object Object]', nullable: true })
  filter?: Maybe<AlertFilter>;
};


/** Over graphql-ws at `/graphql`, or as server-sent events at `/graphql/stream`. */
@TypeGraphQL.ArgsType()
export class SubscriptionFeedEventAddedArgs {

  @TypeGraphQL.Field(type => FeedEventFilter, { description: '[object Object]', nullable: true })
  filter?: Maybe<FeedEventFilter>;
};


/** Over graphql-ws at `/graphql`, or as server-sent events at `/graphql/stream`. */
@TypeGraphQL.ArgsType()
export class SubscriptionJobProgressArgs {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: '[object Object]' })
  executionId!: Scalars['ID'];
};


/** Over graphql-ws at `/graphql`, or as server-sent events at `/graphql/stream`. */
@TypeGraphQL.ArgsType()
export class SubscriptionReportAddedArgs {

  @TypeGraphQL.Field(type => ReportFilter, { description: '[object Object]', nullable: true })
  filter?: Maybe<ReportFilter>;
};

@TypeGraphQL.ObjectType({ description: 'An agency, a house or a shop that follows the press. Tenants never see each other.' })
export class Tenant {

  @TypeGraphQL.Field(type => Date, { description: 'When it was set up.' })
  createdAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'A name counts as its brand when it is at least so sure that the brand is meant, 0 to 1: 0.5, as likely as not, unless set.' })
  mentionThreshold!: Scalars['Float'];

  @TypeGraphQL.Field(type => String, { description: 'Its name: `Maison X`.' })
  name!: Scalars['String'];

  @TypeGraphQL.Field(type => String, { description: 'Its short name in commands and addresses: `maison-x`.' })
  slug!: Scalars['String'];
};

@TypeGraphQL.InputType({ description: 'A rule to test.' })
export class TestAlertRuleInput {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'Its id.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class TestAlertRulePayload {

  @TypeGraphQL.Field(type => AlertDelivery, { description: 'The delivery: DELIVERED, or FAILED with the reason.' })
  delivery!: FixDecorator<AlertDelivery>;
};

/** How much an outlet matters to the tenant. */
export enum Tier {
  /** Most. */
  TIER_1 = 'TIER_1',
  /** Less. */
  TIER_2 = 'TIER_2',
  /** Least. */
  TIER_3 = 'TIER_3'
}
TypeGraphQL.registerEnumType(Tier, { name: 'Tier' });

@TypeGraphQL.ObjectType({ description: 'A stretch of time.' })
export class TimeRange {

  @TypeGraphQL.Field(type => Date, { description: 'The first moment.' })
  from!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => String, { description: 'The IANA time zone that cuts it into days: `Europe/Paris`.' })
  timeZone!: Scalars['String'];

  @TypeGraphQL.Field(type => Date, { description: 'The end, which is not in it any more.' })
  to!: Scalars['DateTime'];
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

@TypeGraphQL.ObjectType({ description: 'How reports feel as a whole or, where it is about a brand, how they speak of it.' })
export class ToneFigures {

  @TypeGraphQL.Field(type => ComparedCount, { description: 'How many are positive and negative at once; of reports alone, a mention of a brand never is.' })
  mixed!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => ComparedCount, { description: 'How many are negative.' })
  negative!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => ComparedCount, { description: 'How many are neutral.' })
  neutral!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => ComparedCount, { description: 'How many are positive.' })
  positive!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => ComparedRate, { description: 'The mean of the scores of those that were judged, -1 to 1.' })
  score!: FixDecorator<ComparedRate>;

  @TypeGraphQL.Field(type => ComparedCount, { description: 'How many were not judged, since their language is not read, or an analyst counted them against the finder: they have no tone, and are in no mean.' })
  unjudged!: FixDecorator<ComparedCount>;
};

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

@TypeGraphQL.ObjectType({ description: 'How many reports are about a topic.' })
export class TopicCount {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many reports.' })
  reportCount!: Scalars['Int'];

  @TypeGraphQL.Field(type => Topic, { description: 'The topic.' })
  topic!: FixDecorator<Topic>;
};

@TypeGraphQL.ObjectType({ description: 'The reports about a topic first of all.' })
export class TopicFigures {

  @TypeGraphQL.Field(type => ComparedRate, { description: 'Reports by stories.' })
  pickUpRate!: FixDecorator<ComparedRate>;

  @TypeGraphQL.Field(type => ComparedCount, { description: 'How many reports.' })
  reports!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => ComparedCount, { description: 'How many stories broke.' })
  stories!: FixDecorator<ComparedCount>;

  @TypeGraphQL.Field(type => ToneFigures, { description: 'How they feel; where it is about a brand, how they speak of it.' })
  tone!: FixDecorator<ToneFigures>;

  @TypeGraphQL.Field(type => Topic, { description: 'The topic.' })
  topic!: FixDecorator<Topic>;
};

@TypeGraphQL.ObjectType({ description: 'A brand of which more, or less, is written than its past lets expect, with the evidence.' })
export class Trend {

  @TypeGraphQL.Field(type => [TrendBaseline], { description: 'The windows that it is measured against, the latest first.' })
  baseline!: Array<TrendBaseline>;

  @TypeGraphQL.Field(type => Brand, { description: 'The brand.' })
  brand!: FixDecorator<Brand>;

  @TypeGraphQL.Field(type => TrendDirection, { description: 'Which way it goes.' })
  direction!: FixDecorator<TrendDirection>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The median of stories in the windows before.' })
  expectedStories!: Scalars['Float'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Reports of the window that mention it.' })
  mentions!: Scalars['Int'];

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'How far off it is, in standard deviations of its past; negative where it falls.' })
  score!: Scalars['Float'];

  @TypeGraphQL.Field(type => TrendSourceChange, { description: 'Why it comes from our own feeds and not from the press: without what feeds brought that were added, broke, were repaired,\nflooded or fell silent, now and in the windows before, it would not be told, and half of the change at least would be\ngone. Null otherwise.', nullable: true })
  sourceChange?: Maybe<TrendSourceChange>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Stories of the window that mention it.' })
  stories!: Scalars['Int'];

  @TypeGraphQL.Field(type => TimeRange, { description: 'What is measured: whole days of the range.' })
  window!: FixDecorator<TimeRange>;
};

@TypeGraphQL.ObjectType({ description: 'A window that a trend is measured against.' })
export class TrendBaseline {

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Reports that mention the brand.' })
  mentions!: Scalars['Int'];

  @TypeGraphQL.Field(type => TimeRange, { description: 'The window.' })
  range!: FixDecorator<TimeRange>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Stories that mention the brand.' })
  stories!: Scalars['Int'];
};

/** Which way a brand goes. */
export enum TrendDirection {
  /** Less is written than its past lets expect. */
  FALLING = 'FALLING',
  /** More is written than its past lets expect. */
  RISING = 'RISING'
}
TypeGraphQL.registerEnumType(TrendDirection, { name: 'TrendDirection' });

@TypeGraphQL.ObjectType({ description: 'A changed feed\'s part in a trend.' })
export class TrendFeed {

  @TypeGraphQL.Field(type => FeedChange, { description: 'What has become of it.' })
  change!: FixDecorator<FeedChange>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The median of such stories in the windows before.' })
  expectedStories!: Scalars['Float'];

  @TypeGraphQL.Field(type => Feed, { description: 'The feed; null when it was deleted meanwhile.', nullable: true })
  feed?: Maybe<Feed>;

  @TypeGraphQL.Field(type => String, { description: 'Its title, or its address.' })
  name!: Scalars['String'];

  @TypeGraphQL.Field(type => String, { description: 'The same in a sentence: as it was said when it happened, or the day on which it was added.' })
  reason!: Scalars['String'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Stories of the window with the brand that it was the first to tell.' })
  stories!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'Feeds that make a trend, and what is left of it without them.' })
export class TrendSourceChange {

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The part of the change from `expectedStories` to `stories` that is gone without them: 1 is all of it, and more where the others went the other way.' })
  changeShare!: Scalars['Float'];

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The median of the windows before, without theirs.' })
  expectedStories!: Scalars['Float'];

  @TypeGraphQL.Field(type => [TrendFeed], { description: 'Those that have most to do with it first, 5 at most.' })
  feeds!: Array<TrendFeed>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'The score without them, as `Trend.score`.' })
  score!: Scalars['Float'];

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'Stories of the window without theirs. A story that others told later counts where they did.' })
  stories!: Scalars['Int'];
};

@TypeGraphQL.InputType({ description: 'A brand that is not to be followed any longer.' })
export class UnfollowBrandInput {

  @TypeGraphQL.Field(type => String, { description: 'A name or an alias, in any case.' })
  brand!: Scalars['String'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class UnfollowBrandPayload {

  @TypeGraphQL.Field(type => Brand, { description: 'The brand.' })
  brand!: FixDecorator<Brand>;
};

@TypeGraphQL.InputType({ description: 'Changes of a rule.' })
export class UpdateAlertRuleInput {

  @TypeGraphQL.Field(type => AlertRuleDraft, { description: 'What it watches for from now on, all of it; open alerts that do not fit are closed with the next evaluation.', nullable: true })
  condition?: Maybe<AlertRuleDraft>;

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'Its id.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => Boolean, { description: 'Whether it is evaluated.', nullable: true })
  isActive?: Maybe<Scalars['Boolean']>;

  @TypeGraphQL.Field(type => String, { description: 'Its name, 1 to 100 characters, unique in the tenant in any case.', nullable: true })
  name?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'Where its alerts are sent, by id.', nullable: true })
  webhookId?: Maybe<Scalars['ID']>;

  @TypeGraphQL.Field(type => Boolean, { description: 'Has its alerts sent nowhere any more.', nullable: true })
  withoutWebhook?: Maybe<Scalars['Boolean']>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class UpdateAlertRulePayload {

  @TypeGraphQL.Field(type => AlertRule, { description: 'The rule.' })
  alertRule!: FixDecorator<AlertRule>;
};

@TypeGraphQL.InputType({ description: 'Changes of how a brand is found; what is absent stays.' })
export class UpdateBrandInput {

  @TypeGraphQL.Field(type => [String], { description: 'Those of its names that count only with evidence near by, instead of those it had, each as the brand writes it; one that it has without accents stays so. At most 50, or as many as it has where a merge made them more.', nullable: true })
  ambiguousNames?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => String, { description: 'A name or an alias, in any case.' })
  brand!: Scalars['String'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => Boolean, { description: 'true: it is not to be found any longer, and is followed no longer. false: it is to be found again; it is not followed until `followBrand` says so anew.', nullable: true })
  ignored?: Maybe<Scalars['Boolean']>;

  @TypeGraphQL.Field(type => [String], { description: 'The tenant\'s own aliases, instead of those it had; the catalogue\'s stay. At most 50, or as many as it has where a merge made them more; of at most 100 characters.', nullable: true })
  ownAliases?: Maybe<Array<Scalars['String']>>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class UpdateBrandPayload {

  @TypeGraphQL.Field(type => Brand, { description: 'The brand, changed.' })
  brand!: FixDecorator<Brand>;

  @TypeGraphQL.Field(type => JobExecution, { description: 'In which execution stored reports are read again; null when none of them can have changed. `jobProgress` follows it.', nullable: true })
  jobExecution?: Maybe<JobExecution>;
};

@TypeGraphQL.InputType({ description: 'How the names of a brand are judged.' })
export class UpdateBrandRulesInput {

  @TypeGraphQL.Field(type => String, { description: 'A name or an alias, in any case.' })
  brand!: Scalars['String'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => [String], { description: 'The tenant\'s own aliases, instead of those it had, as in `updateBrand`; absent: they stay. An alias that a rule names need not stand here.', nullable: true })
  ownAliases?: Maybe<Array<Scalars['String']>>;

  @TypeGraphQL.Field(type => [NameRuleInput], { description: 'All of its rules, at most one a name and 50 in all, or as many as it has where a merge made them more. None: its names are judged as the catalogue says.' })
  rules!: Array<NameRuleInput>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class UpdateBrandRulesPayload {

  @TypeGraphQL.Field(type => Brand, { description: 'The brand, with its new rules.' })
  brand!: FixDecorator<Brand>;

  @TypeGraphQL.Field(type => JobExecution, { description: 'In which execution stored reports are read again; null when none of them can have changed. `jobProgress` follows it.', nullable: true })
  jobExecution?: Maybe<JobExecution>;
};

@TypeGraphQL.InputType({ description: 'Changes of an event; what is absent stays.' })
export class UpdateCalendarEventInput {

  @TypeGraphQL.Field(type => CalendarEventBasis, { description: 'How its days are known.', nullable: true })
  basis?: Maybe<CalendarEventBasis>;

  @TypeGraphQL.Field(type => String, { description: 'Its last day, included; at most 60 days after the first.', nullable: true })
  endsOn?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'Its id.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => CalendarEventKind, { description: 'What it is.', nullable: true })
  kind?: Maybe<CalendarEventKind>;

  @TypeGraphQL.Field(type => String, { description: 'Its name, 1 to 100 characters.', nullable: true })
  name?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: 'What it is an edition of: small letters, digits and hyphens. 1 to 60 characters.', nullable: true })
  series?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => String, { description: 'Its first day.', nullable: true })
  startsOn?: Maybe<Scalars['String']>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class UpdateCalendarEventPayload {

  @TypeGraphQL.Field(type => CalendarEvent, { description: 'The event as it stands.' })
  calendarEvent!: FixDecorator<CalendarEvent>;
};

@TypeGraphQL.InputType({ description: 'Changes of a feed; what is absent stays.' })
export class UpdateFeedInput {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'Its id.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How often it is read, in minutes: 1 to 10,080, a week. It makes the schedule FIXED.', nullable: true })
  intervalMinutes?: Maybe<Scalars['Int']>;

  @TypeGraphQL.Field(type => PageReading, { description: 'Whether the pages of its entries are opened.', nullable: true })
  pageReading?: Maybe<PageReading>;

  @TypeGraphQL.Field(type => FeedSchedule, { description: 'ADAPTIVE: as often as it publishes. FIXED: as often as it is read now, or as `intervalMinutes` says.', nullable: true })
  schedule?: Maybe<FeedSchedule>;

  @TypeGraphQL.Field(type => FeedState, { description: 'ACTIVE or PAUSED. ACTIVE also brings back a feed that was parked or has ended; it is due at once.', nullable: true })
  state?: Maybe<FeedState>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class UpdateFeedPayload {

  @TypeGraphQL.Field(type => Feed, { description: 'The feed, changed.' })
  feed!: FixDecorator<Feed>;
};

@TypeGraphQL.InputType({ description: 'Reports to be marked.' })
export class UpdateReportsInput {

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => [TypeGraphQL.ID], { description: 'Their ids, 1 to 500.' })
  ids!: Array<Scalars['ID']>;

  @TypeGraphQL.Field(type => ReportStatus, { description: 'The status they get.' })
  status!: FixDecorator<ReportStatus>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class UpdateReportsPayload {

  @TypeGraphQL.Field(type => [TypeGraphQL.ID], { description: 'Those of the ids that no report has.' })
  missingIds!: Array<Scalars['ID']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many reports have the status now.' })
  updatedCount!: Scalars['Int'];
};

@TypeGraphQL.InputType({ description: 'Changes of the tenant\'s settings; what is absent stays.' })
export class UpdateSettingsInput {

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => TypeGraphQL.Float, { description: 'A name counts as its brand when it is at least so sure that the brand is meant, 0 to 1; 0.5 is the usual.', nullable: true })
  mentionThreshold?: Maybe<Scalars['Float']>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class UpdateSettingsPayload {

  @TypeGraphQL.Field(type => JobExecution, { description: 'In which execution stored reports are read again; null when none of them can have changed. `jobProgress` follows it.', nullable: true })
  jobExecution?: Maybe<JobExecution>;

  @TypeGraphQL.Field(type => Tenant, { description: 'The tenant, changed.' })
  tenant!: FixDecorator<Tenant>;
};

@TypeGraphQL.InputType({ description: 'Changes of a person; what is absent stays.' })
export class UpdateUserInput {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'The person\'s id.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => Boolean, { description: 'Whether the person may ask.', nullable: true })
  isActive?: Maybe<Scalars['Boolean']>;

  @TypeGraphQL.Field(type => Role, { description: 'What the person may do.', nullable: true })
  role?: Maybe<Role>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class UpdateUserPayload {

  @TypeGraphQL.Field(type => User, { description: 'The person, changed.' })
  user!: FixDecorator<User>;
};

@TypeGraphQL.InputType({ description: 'Changes of a webhook.' })
export class UpdateWebhookInput {

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'Its id.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => String, { description: 'At least 16 characters that no other call has, a UUID say: for 24 hours the same call with the same key is carried out once and answered alike.', nullable: true })
  idempotencyKey?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => Boolean, { description: 'Whether anything is sent to it.', nullable: true })
  isActive?: Maybe<Scalars['Boolean']>;

  @TypeGraphQL.Field(type => String, { description: 'What it is called, 1 to 100 characters.', nullable: true })
  label?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => Boolean, { description: 'Ends its secret and makes a new one.', nullable: true })
  renewSecret?: Maybe<Scalars['Boolean']>;

  @TypeGraphQL.Field(type => String, { description: 'An http or https address.', nullable: true })
  url?: Maybe<Scalars['String']>;
};

@TypeGraphQL.ObjectType({ description: 'What came of it.' })
export class UpdateWebhookPayload {

  @TypeGraphQL.Field(type => String, { description: 'The new secret, shown this once; null when it stays.', nullable: true })
  secret?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => Webhook, { description: 'The webhook.' })
  webhook!: FixDecorator<Webhook>;
};

/** Whose address a report's `url` is. */
export enum UrlResolution {
  /** The one that the feed links to: the publisher's. */
  DIRECT = 'DIRECT',
  /** Google's, which does not say where it leads: the article's page was not read. */
  UNRESOLVED = 'UNRESOLVED',
  /** The publisher's, taken out of a link of Google's. */
  UNWRAPPED = 'UNWRAPPED'
}
TypeGraphQL.registerEnumType(UrlResolution, { name: 'UrlResolution' });

@TypeGraphQL.ObjectType({ description: 'A person of a tenant.' })
export class User {

  @TypeGraphQL.Field(type => Date, { description: 'When the person was added.' })
  createdAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => String, { description: 'In lower case.' })
  email!: Scalars['String'];

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => Boolean, { description: 'Whether the person may ask; the keys of one who may not are refused.' })
  isActive!: Scalars['Boolean'];

  @TypeGraphQL.Field(type => Role, { description: 'What the person may do.' })
  role!: FixDecorator<Role>;
};

@TypeGraphQL.ObjectType({ description: 'A page of people.' })
export class UserConnection {

  @TypeGraphQL.Field(type => [UserEdge], { description: 'The people with their cursors.' })
  edges!: Array<UserEdge>;

  @TypeGraphQL.Field(type => [User], { description: 'The people alone.' })
  nodes!: Array<User>;

  @TypeGraphQL.Field(type => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: FixDecorator<PageInfo>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there are in all, whatever the page. Counted only when asked for.' })
  totalCount!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'A person in a list.' })
export class UserEdge {

  @TypeGraphQL.Field(type => String, { description: 'Its place, for `after` and `before`.' })
  cursor!: Scalars['String'];

  @TypeGraphQL.Field(type => User, { description: 'The person.' })
  node!: FixDecorator<User>;
};

@TypeGraphQL.ObjectType({ description: 'Who asks.' })
export class Viewer {

  @TypeGraphQL.Field(type => String, { description: 'The visible beginning of the key, by which it can be recognised and revoked; null for who asks with a token.', nullable: true })
  keyPrefix?: Maybe<Scalars['String']>;

  @TypeGraphQL.Field(type => Role, { description: 'What the key may do.' })
  role!: FixDecorator<Role>;

  @TypeGraphQL.Field(type => Tenant, { description: 'The tenant that the key or token belongs to.' })
  tenant!: FixDecorator<Tenant>;

  @TypeGraphQL.Field(type => User, { description: 'The person who asks; null for a key of no one in particular.', nullable: true })
  user?: Maybe<User>;
};

@TypeGraphQL.ObjectType({ description: 'An address to which alerts are sent, signed with a secret of its own.' })
export class Webhook {

  @TypeGraphQL.Field(type => Date, { description: 'When it was added.' })
  createdAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => String, { description: 'The host that it leads to.' })
  host!: Scalars['String'];

  @TypeGraphQL.Field(type => TypeGraphQL.ID, { description: 'A UUID.' })
  id!: Scalars['ID'];

  @TypeGraphQL.Field(type => Boolean, { description: 'Whether anything is sent to it.' })
  isActive!: Scalars['Boolean'];

  @TypeGraphQL.Field(type => String, { description: 'What it is called.' })
  label!: Scalars['String'];

  @TypeGraphQL.Field(type => Date, { description: 'When it was changed last.' })
  updatedAt!: Scalars['DateTime'];

  @TypeGraphQL.Field(type => String, { description: 'The address, which may hold a secret of the receiver\'s; null for whoever is no ADMIN.', nullable: true })
  url?: Maybe<Scalars['String']>;
};

@TypeGraphQL.ObjectType({ description: 'A page of webhooks.' })
export class WebhookConnection {

  @TypeGraphQL.Field(type => [WebhookEdge], { description: 'The webhooks with their cursors.' })
  edges!: Array<WebhookEdge>;

  @TypeGraphQL.Field(type => [Webhook], { description: 'The webhooks alone.' })
  nodes!: Array<Webhook>;

  @TypeGraphQL.Field(type => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: FixDecorator<PageInfo>;

  @TypeGraphQL.Field(type => TypeGraphQL.Int, { description: 'How many there are in all, whatever the page. Counted only when asked for.' })
  totalCount!: Scalars['Int'];
};

@TypeGraphQL.ObjectType({ description: 'A webhook in a page.' })
export class WebhookEdge {

  @TypeGraphQL.Field(type => String, { description: 'Its place, for `after` and `before`.' })
  cursor!: Scalars['String'];

  @TypeGraphQL.Field(type => Webhook, { description: 'The webhook.' })
  node!: FixDecorator<Webhook>;
};
