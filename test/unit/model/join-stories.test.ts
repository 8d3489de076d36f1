import { describe, expect, it } from 'vitest';
import { joinStories, type StoryCandidate } from '../../../src/model/join-stories.ts';
import type { StoryMember, StorySignature } from '../../../src/model/story.ts';

const hour = 3_600_000;

/** Articles whose titles share three words of four and more are the same news here. */
function signature(...titleWords: number[]): StorySignature {
  return {
    keys: [],
    titleWords,
    commonTitleWords: [],
    names: [],
    leadWords: [],
    textHashes: null,
    textRuns: 0,
  };
}

function member(id: string, hours: number, ...titleWords: number[]): StoryMember {
  const publishedAt = new Date(hours * hour);
  return { id, publishedAt, language: 'en', brands: ['Gucci'], signature: signature(...titleWords) };
}

function stored(own: StoryMember, near: string[], story: Partial<StoryCandidate> = {}): StoryCandidate {
  const { publishedAt } = own;
  return {
    ...own,
    near,
    storyId: own.id,
    firstPublishedAt: publishedAt,
    lastPublishedAt: publishedAt,
    ...story,
  };
}

describe('joining reports to stories', () => {
  it('leaves what resembles nothing a story of its own, of which nothing is written', () => {
    const other = stored(member('a', 0, 1, 2, 3, 4), ['b']);
    expect(joinStories([member('b', 1, 5, 6, 7, 8)], [other])).toEqual({ reports: [], merged: [] });
  });

  it('puts a new report with the stored one that tells the same, under the older id', () => {
    const { reports } = joinStories([member('b', 1, 1, 2, 3)], [stored(member('a', 0, 1, 2, 3), ['b'])]);
    expect(reports).toEqual([
      { reportId: 'a', storyId: 'a' },
      { reportId: 'b', storyId: 'a' },
    ]);
  });

  it('puts new reports together that resemble each other', () => {
    const fresh = [member('c', 2, 1, 2, 3), member('d', 1, 1, 2, 3)];
    const candidates = fresh.map((own) =>
      stored(
        own,
        fresh.map(({ id }) => id).filter((id) => id !== own.id),
      ),
    );
    expect(joinStories(fresh, candidates).reports).toEqual([
      { reportId: 'c', storyId: 'c' },
      { reportId: 'd', storyId: 'c' },
    ]);
  });

  it('makes two stories one when a new report belongs to both', () => {
    const candidates = [
      stored(member('b', 0, 1, 2, 3, 4), ['z'], { storyId: 'a' }),
      stored(member('d', 3, 3, 4, 5, 6), ['z'], { storyId: 'c' }),
    ];
    const { reports, merged } = joinStories([member('z', 2, 1, 2, 3, 4, 5, 6)], candidates);
    expect(merged).toEqual(expect.arrayContaining([{ from: 'c', into: 'a' }]));
    expect(reports).toEqual(expect.arrayContaining([{ reportId: 'z', storyId: 'a' }]));
  });

  it('does not make a story longer than 72 hours, however alike its reports are', () => {
    const long = { storyId: 'a', firstPublishedAt: new Date(0), lastPublishedAt: new Date(70 * hour) };
    const candidate = stored(member('b', 70, 1, 2, 3), ['y', 'z'], long);
    const { reports } = joinStories([member('y', 72, 1, 2, 3), member('z', 73, 1, 2, 3)], [candidate]);
    expect(reports.map(({ reportId }) => reportId).sort()).toEqual(['b', 'y']);
  });

  it('keeps languages apart', () => {
    const french = { ...member('a', 0, 1, 2, 3), language: 'fr' };
    expect(joinStories([member('b', 0, 1, 2, 3)], [stored(french, ['b'])]).reports).toEqual([]);
  });
});
