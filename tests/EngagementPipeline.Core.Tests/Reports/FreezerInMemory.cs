using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports;

internal sealed class FreezerInMemory : IFrozenReports
{
    private readonly Dictionary<(ReportingYear, bool), ReadOnlyMemory<byte>> _kept = [];

    public Task<ReadOnlyMemory<byte>?> FindAsync(ReportingYear year, bool provisional, CancellationToken cancellationToken) =>
        Task.FromResult(_kept.TryGetValue((year, provisional), out var snapshot) ? snapshot : (ReadOnlyMemory<byte>?)null);

    public Task<ReadOnlyMemory<byte>> KeepAsync(
        ReportingYear year, bool provisional, ReadOnlyMemory<byte> snapshot, CancellationToken cancellationToken)
    {
        _kept.TryAdd((year, provisional), snapshot);
        return Task.FromResult(_kept[(year, provisional)]);
    }
}

internal sealed class AuditInMemory : IAudit
{
    public List<AuditEntry> Entries { get; } = [];

    public Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        Entries.Add(entry);
        return Task.CompletedTask;
    }
}
