/** A query of the playground's shelf. */
export interface Example {
  title: string;
  /** What it shows, in one line. */
  description: string;
  /** A document with one operation, which has a name: the name becomes the tab's title. Lines of 45 characters fit. */
  query: string;
  /** The variables the query starts with; null when it takes none. */
  variables: Record<string, unknown> | null;
}

const dayMs = 86_400_000;

/** The shelf: eleven queries that each show one thing the API does, and that all run on the demo's tenant. */
export function examples(now: Date): readonly Example[] {
  return [
    {
      title: 'Who am I',
      description: 'What the key may do, and whose it is.',
      variables: null,
      query: `query WhoAmI {
  viewer {
    role
    keyPrefix
    user {
      email
    }
    tenant {
      name
      slug
    }
  }
}
`,
    },
    {
      title: 'Newest reports, with tone',
      description: 'The latest articles, and how they speak of brands.',
      variables: null,
      query: `query NewestReports {
  reports(first: 5) {
    nodes {
      title
      source
      publishedAt
      sentiment
      mentions {
        brand {
          name
        }
        tone
        score
        quote
      }
    }
  }
}
`,
    },
    {
      title: 'Gucci or Prada',
      description: 'Reports that name at least one of several brands.',
      variables: { brands: ['Gucci', 'Prada'] },
      query: `query AnyOfTheseBrands($brands: [String!]!) {
  reports(
    filter: { brands: { any: $brands } }
  ) {
    totalCount
    nodes {
      title
      source
      publishedAt
      brands
      topic
    }
  }
}
`,
    },
    {
      title: 'Words and outlets',
      description: 'A search in the text of two outlets.',
      variables: { words: 'leather -watch', outlets: ['The Atelier Post', 'Runway Ledger'] },
      query: `# Endings and accents do not matter. A minus
# leaves a word out, quotation marks keep
# words together, "or" offers a choice.
query WordsAndOutlets(
  $words: String!
  $outlets: [String!]!
) {
  reports(
    first: 10
    filter: {
      search: $words
      sources: $outlets
    }
  ) {
    totalCount
    nodes {
      title
      source
      author
      summary
    }
  }
}
`,
    },
    {
      title: 'Bad press of four weeks',
      description: 'Articles that disapprove, or do so in part, with the words that say so.',
      variables: { since: new Date(now.getTime() - 28 * dayMs).toISOString() },
      query: `query BadPress($since: DateTime!) {
  reports(
    filter: {
      sentiments: [NEGATIVE, MIXED]
      publishedAfter: $since
    }
  ) {
    totalCount
    nodes {
      title
      source
      publishedAt
      sentimentScore
      mentions {
        brand {
          name
        }
        tone
        position
        quote
      }
    }
  }
}
`,
    },
    {
      title: 'One brand, by an alias',
      description: 'YSL is Saint Laurent: its group, count and reports.',
      variables: { name: 'YSL' },
      query: `query OneBrand($name: String!) {
  brand(name: $name) {
    name
    aliases
    group
    category
    country
    reportCount
    reports(first: 5) {
      nodes {
        title
        source
        publishedAt
      }
    }
  }
}
`,
    },
    {
      title: 'Four weeks, beside those before',
      description: 'Reports and stories, shares of voice, topics.',
      variables: { days: 28, zone: 'Europe/Paris' },
      query: `query FourWeeks(
  $days: Int!
  $zone: String!
) {
  analytics(
    range: { lastDays: $days }
    timeZone: $zone
    compareTo: PREVIOUS_PERIOD
  ) {
    overview {
      reports {
        ...Change
      }
      stories {
        ...Change
      }
      pickUpRate {
        value
        before
      }
    }
    shareOfVoice {
      brand {
        name
        relation
      }
      mentions {
        ...Change
      }
      mentionShare {
        value
      }
      storyShare {
        value
      }
    }
    topics {
      topic
      stories {
        ...Change
      }
    }
    series(by: WEEK) {
      date
      reports
      stories
      isCovered
    }
    sources(first: 3) {
      source
      reports {
        value
      }
      tone {
        score {
          value
        }
      }
    }
  }
}

fragment Change on ComparedCount {
  value
  before
  changeShare
}
`,
    },
    {
      title: 'Brands in the press, by group',
      description: 'Three lists in one request, with a fragment.',
      variables: null,
      query: `query BrandsByGroup {
  kering: brands(
    filter: {
      groups: ["Kering"]
      inReports: true
    }
  ) {
    ...InThePress
  }
  lvmh: brands(
    filter: {
      groups: ["LVMH"]
      inReports: true
    }
  ) {
    ...InThePress
  }
  richemont: brands(
    filter: {
      groups: ["Richemont"]
      inReports: true
    }
  ) {
    ...InThePress
  }
}

fragment InThePress on BrandConnection {
  totalCount
  nodes {
    name
    category
    reportCount
  }
}
`,
    },
    {
      title: 'Feeds, and how they are',
      description: 'When each was read, and what went wrong.',
      variables: null,
      query: `query FeedHealth {
  feeds {
    totalCount
    nodes {
      title
      url
      state
      lastSuccessAt
      nextFetchAt
      failures
      lastError
      reports(first: 1) {
        totalCount
        nodes {
          title
        }
      }
    }
  }
}
`,
    },
    {
      title: 'Runs of the ingestion',
      description: 'What was seen, what was new, what failed.',
      variables: null,
      query: `query LatestRuns {
  jobExecutions(first: 5) {
    totalCount
    nodes {
      status
      startedAt
      durationMs
      feedsTotal
      feedsFailed
      itemsSeen
      itemsNew
      itemsDuplicate
      itemsFailed
      error
    }
  }
}
`,
    },
    {
      title: 'Page by page',
      description: 'A cursor, right even while reports come in.',
      variables: { first: 5, after: null },
      query: `# For the next page, copy endCursor from the
# answer into the variable "after".
query PageByPage(
  $first: Int!
  $after: String
) {
  reports(
    first: $first
    after: $after
    orderBy: { field: PUBLISHED_AT }
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      title
      source
      publishedAt
    }
  }
}
`,
    },
  ];
}
