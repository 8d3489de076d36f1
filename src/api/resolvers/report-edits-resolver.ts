import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Report as ReportRow } from '../../model/report.ts';
import { correctMentionForm, deleteReportsForm, updateReportsForm } from '../args/report-forms.ts';
import { brandFaults } from '../brands-given.ts';
import type { ApiContext } from '../context.ts';
import {
  CorrectMentionInput,
  CorrectMentionPayload,
  DeleteReportsInput,
  DeleteReportsPayload,
  UpdateReportsInput,
  UpdateReportsPayload,
} from '../generated/types.ts';
import { mutate } from '../mutation.ts';
import { correctMention, deleteReports, setStatus } from '../report-edits.ts';

/** Changes of reports. */
@Resolver()
export class ReportEditsResolver {
  @Authorized('ANALYST')
  @Mutation(() => UpdateReportsPayload)
  async updateReports(
    @Arg('input', () => UpdateReportsInput) input: UpdateReportsInput,
    @Ctx() context: ApiContext,
  ): Promise<UpdateReportsPayload> {
    return mutate(context, 'updateReports', updateReportsForm, input, setStatus);
  }

  @Authorized('ANALYST')
  @Mutation(() => CorrectMentionPayload)
  async correctMention(
    @Arg('input', () => CorrectMentionInput) input: CorrectMentionInput,
    @Ctx() context: ApiContext,
  ): Promise<{ report: ReportRow }> {
    return mutate(context, 'correctMention', correctMentionForm, input, correctMention, (session) =>
      brandFaults(session, { brand: input.brand }),
    );
  }

  @Authorized('ANALYST')
  @Mutation(() => DeleteReportsPayload)
  async deleteReports(
    @Arg('input', () => DeleteReportsInput) input: DeleteReportsInput,
    @Ctx() context: ApiContext,
  ): Promise<DeleteReportsPayload> {
    return mutate(context, 'deleteReports', deleteReportsForm, input, deleteReports);
  }
}
