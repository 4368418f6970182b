using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// What somebody may do who holds a code and is not signed in. Its answers come at <see cref="GuessPace"/>, right or wrong; what is
/// done does not wait for that.
/// </summary>
public sealed class CodeHolder(IWithdrawalCodes codes, GuessPace pace, TimeProvider clock)
{
    public async Task<Result<T>> DoAsync<T>(
        string? code, Func<CodeOwner, CancellationToken, Task<Result<T>>> act, CancellationToken cancellationToken)
    {
        var answerIn = Task.Delay(pace.Next(), clock, cancellationToken);
        var result = await FindAsync(code, cancellationToken) is { } owner ? await act(owner, cancellationToken) : Refusals.NotFound("code");
        await answerIn;
        return result;
    }

    private async Task<CodeOwner?> FindAsync(string? text, CancellationToken cancellationToken)
    {
        // What can be no code is looked up as one that was never given out, so that it takes as long.
        var owner = await codes.FindAsync(WithdrawalCode.Read(text) ?? WithdrawalCode.Random(), cancellationToken);
        if (owner is null)
            pace.WrongCode();
        return owner;
    }
}

/// <summary>Withdraws the consent that a code is the key to.</summary>
public sealed class WithdrawByCodeHandler(CodeHolder holder, WithdrawConsentHandler withdraw)
{
    public Task<Result<ConsentWithdrawn>> HandleAsync(string? code, CancellationToken cancellationToken) =>
        holder.DoAsync(
            code,
            (owner, token) => withdraw.HandleAsync(new(owner.Project, owner.Consent, Reason: null), Actor.CodeHolder, token),
            cancellationToken);
}

/// <summary>
/// Narrows the consent that a code is the key to, and every later one that its words are under now: each card keeps its power. Answers
/// with what the last of them covers then.
/// </summary>
public sealed class NarrowByCodeHandler(
    CodeHolder holder, IConsentStore consents, IVoiceStore voices, IVoicesOfConsent voicesOfConsent, NarrowConsentHandler narrow, TimeProvider clock)
{
    public Task<Result<ConsentNarrowed>> HandleAsync(
        string? code, IReadOnlyList<Audience>? audiences, IReadOnlyList<Purpose>? purposes, CancellationToken cancellationToken) =>
        holder.DoAsync(code, (owner, token) => NarrowAsync(owner, audiences, purposes, token), cancellationToken);

    private async Task<Result<ConsentNarrowed>> NarrowAsync(
        CodeOwner owner, IReadOnlyList<Audience>? audiences, IReadOnlyList<Purpose>? purposes, CancellationToken cancellationToken)
    {
        var later = await LaterAsync(owner, cancellationToken);
        if (later is [])
            return await narrow.HandleAsync(new(owner.Project, owner.Consent, audiences, purposes), Actor.CodeHolder, cancellationToken);

        Result<ConsentNarrowed> result = Refusals.NotFound("code");
        foreach (var consent in later)
        {
            // What one of them never covered is no fault of whoever asks: there it is kept out already.
            var agreed = consent.AgreedAtFirst ?? consent.Scope;
            result = await narrow.HandleAsync(
                new(owner.Project, consent.Id, audiences?.Intersect(agreed.Audiences).ToList(), purposes?.Intersect(agreed.Purposes).ToList()),
                Actor.CodeHolder,
                cancellationToken);
            if (!result.Succeeded)
                return result;
        }

        return result;
    }

    /// <summary>Where words of the code's consent were renewed: all the consents that still count, by when they were recorded.</summary>
    private async Task<IReadOnlyList<Consent>> LaterAsync(CodeOwner owner, CancellationToken cancellationToken)
    {
        var ids = await voicesOfConsent.ReadAsync(owner.Project, owner.Consent, cancellationToken);
        var under = (await voices.FindAsync(owner.Project, ids, cancellationToken))
            .Where(voice => voice.HangsOn(owner.Consent)).Select(voice => voice.Consent).Append(owner.Consent).Distinct().ToList();
        if (under.Count == 1)
            return [];
        return (await consents.FindAsync(owner.Project, under, cancellationToken))
            .Where(consent => consent.StateOn(clock.Today()) == ConsentState.Given)
            .OrderBy(consent => consent.RecordedAt)
            .ToList();
    }
}
