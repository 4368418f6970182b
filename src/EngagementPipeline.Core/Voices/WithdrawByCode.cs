using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// Withdraws the consent that a code is the key to. Its answers come at <see cref="GuessPace"/>, right or wrong; the withdrawal
/// does not wait for that.
/// </summary>
public sealed class WithdrawByCodeHandler(
    IWithdrawalCodes codes, WithdrawConsentHandler withdraw, GuessPace pace, TimeProvider clock)
{
    public async Task<Result<ConsentWithdrawn>> HandleAsync(string? code, CancellationToken cancellationToken)
    {
        var answerIn = Task.Delay(pace.Next(), clock, cancellationToken);
        var result = await WithdrawAsync(code, cancellationToken);
        await answerIn;
        return result;
    }

    private async Task<Result<ConsentWithdrawn>> WithdrawAsync(string? text, CancellationToken cancellationToken)
    {
        // What can be no code is looked up as one that was never given out, so that it takes as long.
        var read = WithdrawalCode.Read(text);
        var owner = await codes.FindAsync(read ?? WithdrawalCode.Random(), cancellationToken);
        if (owner is null)
        {
            pace.WrongCode();
            return Refusals.NotFound("code");
        }

        return await withdraw.HandleAsync(new(owner.Project, owner.Consent, Reason: null), Actor.CodeHolder, cancellationToken);
    }
}
