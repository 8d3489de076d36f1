import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import { deleteReportsForm, updateReportsForm } from '../args/report-forms.ts';
import type { ApiContext } from '../context.ts';
import {
  DeleteReportsInput,
  DeleteReportsPayload,
  UpdateReportsInput,
  UpdateReportsPayload,
} from '../generated/types.ts';
import { mutate } from '../mutation.ts';
import { deleteReports, setStatus } from '../report-edits.ts';

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
  @Mutation(() => DeleteReportsPayload)
  async deleteReports(
    @Arg('input', () => DeleteReportsInput) input: DeleteReportsInput,
    @Ctx() context: ApiContext,
  ): Promise<DeleteReportsPayload> {
    return mutate(context, 'deleteReports', deleteReportsForm, input, deleteReports);
  }
}
