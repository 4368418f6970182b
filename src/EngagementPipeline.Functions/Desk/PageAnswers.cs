using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.MyVoice;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Desk;

/// <summary>Answers a request with a page of the desk, and a refusal with the page that says what to do about it.</summary>
internal static class PageAnswers
{
    public static IResult Page<TPage, TView>(this HttpRequest request, TView view, bool sample = false, int status = StatusCodes.Status200OK, string policy = Http.DeskPolicy)
        where TPage : DeskPage<TView>
        where TView : notnull =>
        Http.Page<TPage>(ParametersOf(FrameOf(request) with { Sample = sample }, view), status, policy);

    public static IResult RefusedPage(Refusal refusal, HttpRequest request) =>
        request.Path.StartsWithSegments("/my-voice", StringComparison.OrdinalIgnoreCase)
            ? MyVoiceAnswers.NotNow(refusal, request)
            : Http.Page<RefusedPage>(
                ParametersOf(FrameOf(request), RefusedView.Of(refusal, RolesThatMay(request), Correlation.Id)), refusal.Status, retryAfter: refusal.RetryAfter);

    /// <summary>The page of what was found, or of why it was not.</summary>
    public static async Task<IResult> ToPageAsync<TPage, TView>(
        this Task<Result<TView>> task, HttpRequest request, Func<TView, bool>? sample = null, string policy = Http.DeskPolicy)
        where TPage : DeskPage<TView>
        where TView : notnull
    {
        var result = await task;
        return result.Succeeded
            ? request.Page<TPage, TView>(result.Value, sample?.Invoke(result.Value) ?? false, policy: policy)
            : Answers.Refused(result.Refusal, request);
    }

    private static DeskFrame FrameOf(HttpRequest request) => new(request.ActorOrNobody(), request.Path + request.QueryString);

    private static IReadOnlyList<Role> RolesThatMay(HttpRequest request) =>
        request.HttpContext.Features.Get<AccessAttribute>() is AllowedToAttribute { Roles: var roles } ? roles : [];

    public static Dictionary<string, object?> ParametersOf<TView>(DeskFrame frame, TView view)
        where TView : notnull =>
        new(StringComparer.Ordinal) { [nameof(DeskPage<TView>.Frame)] = frame, [nameof(DeskPage<TView>.View)] = view };
}
