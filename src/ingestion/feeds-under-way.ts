/** A feed that is being read, until `end` is called; once more does nothing. */
export interface TakenFeed<Feed> {
  feed: Feed;
  end(): void;
}

/** The feeds that a process is reading, so that it reads none twice at the same time. */
export class FeedsUnderWay {
  /** By feed, who waits for it. */
  private readonly waiting = new Map<string, (() => void)[]>();

  /** Takes those of the feeds that are not being read. */
  take<Feed extends { id: string }>(feeds: readonly Feed[]): TakenFeed<Feed>[] {
    return feeds.flatMap((feed) => (this.waiting.has(feed.id) ? [] : [this.begin(feed)]));
  }

  /** Takes a feed as soon as it is not being read any more. */
  async takeWhenFree<Feed extends { id: string }>(feed: Feed): Promise<TakenFeed<Feed>> {
    for (let queue = this.waiting.get(feed.id); queue; queue = this.waiting.get(feed.id)) {
      const others = queue;
      await new Promise<void>((resolve) => others.push(resolve));
    }
    return this.begin(feed);
  }

  private begin<Feed extends { id: string }>(feed: Feed): TakenFeed<Feed> {
    const own: (() => void)[] = [];
    this.waiting.set(feed.id, own);
    return {
      feed,
      end: () => {
        if (this.waiting.get(feed.id) !== own) return;
        this.waiting.delete(feed.id);
        for (const resume of own) resume();
      },
    };
  }
}
