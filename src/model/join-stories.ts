import { isSameStory } from './same-story.ts';
import { type StoryMember, storySpanMs } from './story.ts';

/** A stored report that a new one may tell the same news as. */
export interface StoryCandidate extends StoryMember {
  /** Those of the new reports, by id, that it shares keys with. */
  near: readonly string[];
  /** Its story; its own id when it is a story of its own. */
  storyId: string;
  /** When the first and the last report of its story were published. */
  firstPublishedAt: Date;
  lastPublishedAt: Date;
}

/** What is to be written: which story each report belongs to, and which stories go over into another. */
export interface JoinedStories {
  reports: { reportId: string; storyId: string }[];
  merged: { from: string; into: string }[];
}

/** Reports that are one story, as far as it is known. */
interface Group {
  /** The story that is there longest; ids of UUID version 7 grow with time. */
  id: string;
  /** Ids of stored stories in it. */
  stories: Set<string>;
  /** Reports that have to be written into it. */
  reports: Set<string>;
  first: number;
  last: number;
}

/**
 * Finds the story of each new report among candidates, which may be new themselves. A report that is the same news as
 * reports of two stories makes them one, under the older id. No story becomes longer than 72 hours: what would make
 * it so begins one of its own, so that no chain of reports, each like the last, goes on for ever.
 */
export function joinStories(
  fresh: readonly StoryMember[],
  candidates: readonly StoryCandidate[],
): JoinedStories {
  const groups = new Map<string, Group>();
  for (const { id, publishedAt } of fresh) groups.set(id, groupOf(id, id, publishedAt, publishedAt));
  for (const { id, storyId, firstPublishedAt, lastPublishedAt } of candidates) {
    if (groups.has(id)) continue;
    const known = groups.get(storyId) ?? groupOf(storyId, id, firstPublishedAt, lastPublishedAt);
    known.reports.add(id);
    groups.set(storyId, known).set(id, known);
  }
  const members = new Map(fresh.map((member) => [member.id, member]));
  for (const candidate of candidates) {
    for (const id of candidate.near) {
      const member = members.get(id);
      const [one, other] = [groups.get(id), groups.get(candidate.id)];
      if (!member || !one || !other || one === other || !fitTogether(one, other)) continue;
      if (isSameStory(member, candidate)) unite(one, other, groups);
    }
  }
  return written([...new Set(groups.values())]);
}

function groupOf(storyId: string, reportId: string, first: Date, last: Date): Group {
  return {
    id: storyId,
    stories: new Set([storyId]),
    reports: new Set([reportId]),
    first: first.getTime(),
    last: last.getTime(),
  };
}

function fitTogether(one: Group, other: Group): boolean {
  return Math.max(one.last, other.last) - Math.min(one.first, other.first) <= storySpanMs;
}

function unite(one: Group, other: Group, groups: Map<string, Group>): void {
  const [kept, gone] = one.id < other.id ? [one, other] : [other, one];
  kept.first = Math.min(one.first, other.first);
  kept.last = Math.max(one.last, other.last);
  for (const id of gone.stories) kept.stories.add(id);
  for (const id of gone.reports) kept.reports.add(id);
  for (const id of [...gone.stories, ...gone.reports]) groups.set(id, kept);
}

function written(groups: readonly Group[]): JoinedStories {
  const joined = groups.filter(({ stories }) => stories.size > 1);
  return {
    reports: joined.flatMap(({ id, reports }) => [...reports].map((reportId) => ({ reportId, storyId: id }))),
    merged: joined.flatMap(({ id, stories }) =>
      [...stories].filter((from) => from !== id).map((from) => ({ from, into: id })),
    ),
  };
}
