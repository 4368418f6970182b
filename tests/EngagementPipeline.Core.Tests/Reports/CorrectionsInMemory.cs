using EngagementPipeline.Core.Reports.Corrections;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports;

internal sealed class CorrectionsInMemory : ICorrections
{
    private readonly List<Correction> _all = [];

    public Task<IReadOnlyList<Correction>> ReadAsync(ReportingYear year, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Correction>>([.. _all.Where(one => one.Year == year).OrderBy(one => one.At).ThenBy(one => one.Id.Value)]);

    public Task<Correction?> FindAsync(ReportingYear year, CorrectionId id, CancellationToken cancellationToken) =>
        Task.FromResult(_all.FirstOrDefault(one => one.Year == year && one.Id == id));

    public Task<bool> AddAsync(Correction correction, CancellationToken cancellationToken)
    {
        if (_all.Any(one => one.Year == correction.Year && one.Id == correction.Id))
            return Task.FromResult(false);
        _all.Add(correction);
        return Task.FromResult(true);
    }

    public Task RemoveAsync(ReportingYear year, CorrectionId id, CancellationToken cancellationToken)
    {
        _all.RemoveAll(one => one.Year == year && one.Id == id);
        return Task.CompletedTask;
    }
}
