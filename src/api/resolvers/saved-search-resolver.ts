import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { SavedReportFilter as SavedReportFilterRow } from '../../model/saved-search.ts';
import type { SavedSearchRow } from '../../storage/search-repository.ts';
import { Faults } from '../args/faults.ts';
import { readPage } from '../args/page.ts';
import { checkReportFilter } from '../args/report-filter.ts';
import { searchToDelete, searchToSave } from '../args/search-forms.ts';
import { readId } from '../args/values.ts';
import { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import {
  DeleteSearchInput,
  DeleteSearchPayload,
  QuerySavedSearchesArgs,
  SavedReportFilter,
  SavedSearch,
  SavedSearchConnection,
  SaveSearchInput,
  SaveSearchPayload,
} from '../generated/types.ts';
import { mutate } from '../mutation.ts';
import { brandFaults, deleteSearch, noSearch, saveSearch } from '../saved-searches.ts';

/** Saved searches. */
@Resolver(() => SavedSearch)
export class SavedSearchResolver {
  @Authorized('VIEWER')
  @Query(() => SavedSearch)
  async savedSearch(
    @Arg('id', () => ID) id: string,
    @Ctx() { session }: ApiContext,
  ): Promise<SavedSearchRow> {
    const search = await session.loaders.savedSearchById.load(readId('id', id));
    if (!search) throw noSearch(id);
    return search;
  }

  @Authorized('VIEWER')
  @Query(() => SavedSearchConnection)
  async savedSearches(
    @Args(() => QuerySavedSearchesArgs) args: QuerySavedSearchesArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<SavedSearchRow>> {
    const { searches, tenantId } = session.tenant;
    const scope = { tenantId, list: 'savedSearches:NAME:ASC' };
    return new Connection(
      await searches.page(readPage(args, scope, session.limits, 'text')),
      scope,
      ({ orderedName, id }) => ({ value: orderedName, id }),
      () => searches.count(),
    );
  }

  @Authorized('ANALYST')
  @Mutation(() => SaveSearchPayload)
  async saveSearch(
    @Arg('input', () => SaveSearchInput) input: SaveSearchInput,
    @Ctx() context: ApiContext,
  ): Promise<{ savedSearch: SavedSearchRow }> {
    return mutate(context, 'saveSearch', searchToSave, input, saveSearch, (session) =>
      brandFaults(session, checkReportFilter(input.filter, new Faults()).brands),
    );
  }

  @Authorized('ANALYST')
  @Mutation(() => DeleteSearchPayload)
  async deleteSearch(
    @Arg('input', () => DeleteSearchInput) input: DeleteSearchInput,
    @Ctx() context: ApiContext,
  ): Promise<{ deletedSearchId: string }> {
    return mutate(context, 'deleteSearch', searchToDelete, input, deleteSearch);
  }
}

/** Saved filters: their times are kept as texts. */
@Resolver(() => SavedReportFilter)
export class SavedReportFilterResolver {
  @FieldResolver(() => Date, { nullable: true })
  publishedAfter(@Root() { publishedAfter }: SavedReportFilterRow): Date | null {
    return publishedAfter === undefined ? null : new Date(publishedAfter);
  }

  @FieldResolver(() => Date, { nullable: true })
  publishedBefore(@Root() { publishedBefore }: SavedReportFilterRow): Date | null {
    return publishedBefore === undefined ? null : new Date(publishedBefore);
  }
}
