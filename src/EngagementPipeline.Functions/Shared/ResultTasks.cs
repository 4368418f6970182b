using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Shared;

/// <summary>Chains bind → parse → handle → answer in one expression.</summary>
public static class ResultTasks
{
    public static async Task<Result<TNext>> Then<T, TNext>(this Task<Result<T>> task, Func<T, Result<TNext>> next) =>
        (await task).Then(next);

    /// <summary>What is there already (a body that came with its headers) goes on without a task of its own: every page view passes here.</summary>
    public static Task<Result<TNext>> Then<T, TNext>(this Task<Result<T>> task, Func<T, Task<Result<TNext>>> next)
    {
        return task.IsCompletedSuccessfully ? task.Result.ThenAsync(next) : Awaited();

        async Task<Result<TNext>> Awaited() => await (await task).ThenAsync(next);
    }

    public static Task<Result<TNext>> Then<T, TNext>(this Result<T> result, Func<T, Task<Result<TNext>>> next) => result.ThenAsync(next);

    public static async Task<Result<TNext>> Then<T, TNext>(this Result<T> result, Func<T, Task<TNext>> next) =>
        result.Succeeded ? await next(result.Value) : result.Refusal;

    public static async Task<Result<TNext>> Then<T, TNext>(this Task<Result<T>> task, Func<T, Task<TNext>> next)
    {
        var result = await task;
        return result.Succeeded ? await next(result.Value) : result.Refusal;
    }

    public static IResult ToHttp<T>(this Result<T> result, Func<T, IResult> answer) =>
        result.Succeeded ? answer(result.Value) : Answers.Refused(result.Refusal);

    public static async Task<IResult> ToHttpAsync<T>(this Task<Result<T>> task, Func<T, IResult> answer) => (await task).ToHttp(answer);

    public static async Task<IResult> AnswerAsync<T>(this Task<T> task, Func<T, IResult> answer) => answer(await task);

    /// <summary>Who calls. Only functions that are <see cref="AllowedToAttribute"/> somebody may ask.</summary>
    public static Actor Actor(this HttpRequest request) =>
        request.HttpContext.Features.Get<Actor>()
        ?? throw new InvalidOperationException("This function lets people in who are not signed in; it has no actor.");

    public static Actor? ActorOrNobody(this HttpRequest request) => request.HttpContext.Features.Get<Actor>();
}
