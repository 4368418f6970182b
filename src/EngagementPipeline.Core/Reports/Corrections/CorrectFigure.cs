using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Reports.Corrections;

public sealed record CorrectFigure(ReportingYear Year, CorrectionId Id, string Figure, string Note);

/// <summary>Writes a correction beside a figure of a frozen year. One that stands does not change: a second one is written, or it is taken away.</summary>
public sealed class CorrectFigureHandler(IFrozenReports frozenReports, ICorrections corrections, IAudit audit, TimeProvider clock)
{
    public async Task<Result<Kept<Correction>>> HandleAsync(CorrectFigure command, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(by);
        if (await frozenReports.ReadAsync(command.Year, cancellationToken) is not { } frozen)
            return Refusals.NotFrozen;
        if (frozen.Figures.All(figure => figure.Key != command.Figure))
            return Refusals.DoesNotFit("figure", "Is no figure that was frozen for this year.");

        var correction = new Correction(command.Id, command.Year, command.Figure, command.Note, clock.GetUtcNow(), by.Name);
        if (await corrections.FindAsync(command.Year, command.Id, cancellationToken) is null)
        {
            // Said before it stands, so that none stands without anybody's name.
            await audit.RecordAsync(new(correction.At, by, "figure-corrected", $"report/{command.Year}/{command.Figure}", Why: command.Note), cancellationToken);
            if (await corrections.AddAsync(correction, cancellationToken))
                return new Kept<Correction>(correction, IsNew: true);
        }

        var standing = await corrections.FindAsync(command.Year, command.Id, cancellationToken);
        return standing is not null && (standing.Figure, standing.Note) == (command.Figure, command.Note)
            ? new Kept<Correction>(standing, IsNew: false)
            : Refusals.AlreadyDifferent("correction");
    }
}

/// <summary>Takes a correction away that was wrong itself, or says what it should not. The audit keeps that it stood.</summary>
public sealed class RemoveCorrectionHandler(ICorrections corrections, IAudit audit, TimeProvider clock)
{
    public async Task<Result<Done>> HandleAsync(ReportingYear year, CorrectionId id, Actor by, CancellationToken cancellationToken)
    {
        if (await corrections.FindAsync(year, id, cancellationToken) is not { } standing)
            return Refusals.NotFound("correction");
        await audit.RecordAsync(new(clock.GetUtcNow(), by, "correction-removed", $"report/{year}/{standing.Figure}"), cancellationToken);
        await corrections.RemoveAsync(year, id, cancellationToken);
        return Done.Instance;
    }
}
