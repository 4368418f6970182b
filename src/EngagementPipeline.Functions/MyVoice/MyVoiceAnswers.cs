using EngagementPipeline.Core.MyVoice;
using EngagementPipeline.Core.MyVoice.Everything;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Functions.Desk;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.MyVoice;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.MyVoice;

/// <summary>
/// Turns what came of a code into pages. They are never kept by anybody (the no-store that every answer has), lead search engines
/// nowhere, and the code travels in forms only.
/// </summary>
public sealed class MyVoiceAnswers(
    ReadWhatYourWordsDidHandler read, WithdrawByCodeHandler withdraw, NarrowByCodeHandler narrow, MakeCardHandler makeCard, HandOverHandler handOver,
    EraseEverythingByCodeHandler erase, EverythingFile file, SiteSettings site)
{
    private const int LongestTyped = 64;

    public IResult Ask(HttpRequest request) =>
        PageOf<TypeCodePage, TypeCodeView>(request, new(Closed: request.Query.ContainsKey("closed")));

    public async Task<IResult> OpenAsync(Result<FormBody> sent, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!sent.Succeeded)
            return Answers.Refused(sent.Refusal, request);
        var form = sent.Value;
        var code = form.One("code");
        return form.One("act") switch
        {
            "take-down" => await ReadAsync<TakeDownPage, TakeDownView>(did => new(code!, did.Media is not [])),
            "take-down-now" => Answer<TakenDownPage, TakenDownView, ConsentWithdrawn>(await withdraw.HandleAsync(code, cancellationToken), _ => new()),
            "fewer-places" => await ReadAsync<FewerPlacesPage, FewerPlacesView>(did => new(did.Covers, code!, Media: did.Media is not [])),
            "fewer-places-now" => await NarrowAsync(),
            "everything" => Answer<EverythingPage, EverythingView, EverythingHeld>(
                await handOver.ByCodeAsync(code, cancellationToken), held => new(held, code!, file.AddressesOf(held, request))),
            "everything-file" => await handOver.ByCodeAsync(code, cancellationToken) is { Succeeded: true, Value: var held } ? await file.OfAsync(held, request) : NotFound(code),
            "rub-out" => await ReadAsync<RubOutPage, RubOutView>(_ => new(code!)),
            "rub-out-now" => Answer<RubbedOutPage, RubbedOutView, EverythingErased>(await erase.HandleAsync(code, cancellationToken), _ => new()),
            _ => await ReadAsync<MyVoicePage, MyVoiceView>(did => ViewOf(did, code!, request)),
        };

        async Task<IResult> ReadAsync<TPage, TView>(Func<WhatYourWordsDid, TView> view)
            where TPage : IComponent
            where TView : notnull =>
            Answer<TPage, TView, WhatYourWordsDid>(await read.HandleAsync(code, cancellationToken), view);

        async Task<IResult> NarrowAsync()
        {
            var narrowed = await narrow.HandleAsync(
                code, form.Ticked<Audience>("audiences"), form.Ticked<Purpose>("purposes"), cancellationToken);
            return narrowed.Refusal is { Code: "nothing-left" }
                ? await ReadAsync<FewerPlacesPage, FewerPlacesView>(did => new(did.Covers, code!, NothingLeft, did.Media is not []))
                : narrowed.Refusal is { Status: 404 } ? NotFound(code)
                : await ReadAsync<MyVoicePage, MyVoiceView>(did => ViewOf(did, code!, request) with { Said = narrowed.Succeeded ? Narrowed : null });
        }

        IResult Answer<TPage, TView, T>(Result<T> result, Func<T, TView> view)
            where TPage : IComponent
            where TView : notnull =>
            result.Succeeded ? PageOf<TPage, TView>(request, view(result.Value)) : NotFound(code);

        IResult NotFound(string? typed) =>
            PageOf<TypeCodePage, TypeCodeView>(
                request, new(NotFound: true, typed is { Length: <= LongestTyped } ? typed : null), StatusCodes.Status404NotFound);
    }

    public async Task<IResult> CardAsync(Result<FormBody> sent, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!sent.Succeeded)
            return Answers.Refused(sent.Refusal, request);
        if (!Id.TryParse<ConsentId>(sent.Value.One("consent"), out var consent))
            return PageAnswers.RefusedPage(Refusals.NotFound("consent"), request);
        var card = await makeCard.HandleAsync(consent, sent.Value.One("code"), cancellationToken);
        return card.Succeeded
            ? PageOf<CardPage, CardView>(request, new(card.Value, new(site.ApiBaseUrl ?? OriginOf(request), "/my-voice")))
            : PageAnswers.RefusedPage(card.Refusal, request);
    }

    private const string NothingLeft =
        "Please leave a tick in each list. Do you want your words nowhere at all? Then go back, and take them down.";

    private const string Narrowed = "Done. Your words are only where you want them. A page may need a few seconds to change.";

    private MyVoiceView ViewOf(WhatYourWordsDid did, string code, HttpRequest request) =>
        new(did, code, did.Pages.ToDictionary(page => page.Story, page => site.AddressOf(page.Slug, OriginOf(request))));

    private static Uri OriginOf(HttpRequest request) => new($"{request.Scheme}://{request.Host}");

    /// <summary>Storage is away, say, or too many ask at once. Whatever it is, it is ours to mend, and what to do is the same.</summary>
    internal static IResult NotNow(Refusal refusal, HttpRequest request) =>
        PageOf<TypeCodePage, TypeCodeView>(request, new(NotNow: true), refusal.Status, refusal.RetryAfter);

    private static IResult PageOf<TPage, TView>(HttpRequest request, TView view, int status = StatusCodes.Status200OK, TimeSpan? retryAfter = null)
        where TPage : IComponent
        where TView : notnull
    {
        request.HttpContext.Response.Headers["X-Robots-Tag"] = "noindex";
        return Http.Page<TPage>(new Dictionary<string, object?>(StringComparer.Ordinal) { ["View"] = view }, status, MyVoiceLook.Policy, retryAfter);
    }
}
