using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.MyVoice;

/// <summary>
/// What stands on a young person's card. The code comes from whoever was shown it once: nothing here keeps it.
/// </summary>
public sealed record MyCard(string ProjectTitle, WithdrawalCode Code, Consent Consent, DataController Controller);

/// <summary>Makes the card of a consent for the worker who recorded it, and only with the code that belongs to it.</summary>
public sealed class MakeCardHandler(CodeHolder holder, IProjectStore projects, IConsentStore consents, DataController controller)
{
    public Task<Result<MyCard>> HandleAsync(ConsentId consent, string? code, CancellationToken cancellationToken) =>
        holder.DoAsync(code, (owner, token) => MakeAsync(owner, consent, WithdrawalCode.Read(code)!, token), cancellationToken);

    private async Task<Result<MyCard>> MakeAsync(CodeOwner owner, ConsentId consent, WithdrawalCode code, CancellationToken cancellationToken) =>
        owner.Consent == consent
        && await projects.FindAsync(owner.Project, cancellationToken) is { } project
        && await consents.FindAsync(owner.Project, owner.Consent, cancellationToken) is { } agreed
            ? new MyCard(project.Title, code, agreed, controller)
            : Refusals.NotFound("code");
}
