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

/// <summary>Narrows the consent that a code is the key to.</summary>
public sealed class NarrowByCodeHandler(CodeHolder holder, NarrowConsentHandler narrow)
{
    public Task<Result<ConsentNarrowed>> HandleAsync(
        string? code, IReadOnlyList<Audience>? audiences, IReadOnlyList<Purpose>? purposes, CancellationToken cancellationToken) =>
        holder.DoAsync(
            code,
            (owner, token) => narrow.HandleAsync(new(owner.Project, owner.Consent, audiences, purposes), Actor.CodeHolder, token),
            cancellationToken);
}
