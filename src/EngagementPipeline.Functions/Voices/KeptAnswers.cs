using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Voices;

/// <summary>A PUT answers 201 when it put something there, and 200 when the same stood there already.</summary>
public static class KeptAnswers
{
    public static Task<IResult> ToPutAsync<T, TAnswer>(this Task<Result<Kept<T>>> task, Func<T, TAnswer> answer) =>
        task.ToHttpAsync(kept => kept.IsNew ? Http.Created(answer(kept.Value)) : Http.Ok(answer(kept.Value)));
}
