using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Voices;

/// <summary>Of a project that is removed: the words first, then everything that leads to them, its people and its sessions.</summary>
public sealed class EraseVoices(Storage storage) : IEraseProject
{
    public int Order => 20;

    public async Task EraseAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var partition = project.ToString();
        await storage.Table(VoiceRow.Table).DeletePartitionAsync(partition, cancellationToken);
        await storage.Table(OutcomeRow.Table).DeletePartitionAsync(partition, cancellationToken);

        // Its consents' lists stand in partitions that begin with its id and an underscore; the backtick is the character after it.
        await storage.Table(ConsentVoiceRow.Table).DeleteAllAsync(
            TableClient.CreateQueryFilter($"PartitionKey gt {partition + "_"} and PartitionKey lt {partition + "`"}"), cancellationToken);
        await storage.Table(WithdrawalCodeRow.Table).DeleteAllAsync(OfProject(partition), cancellationToken);
        await storage.Table(ReferralRow.Table).DeleteAllAsync(OfProject(partition), cancellationToken);
        await storage.Table(PendingWorkRow.Table).DeleteAllAsync(OfProject(partition), cancellationToken);
        await storage.Table(ConsentRow.Table).DeletePartitionAsync(partition, cancellationToken);
        await storage.Table(ParticipantRow.Table).DeletePartitionAsync(partition, cancellationToken);
        await storage.Table(SessionRow.Table).DeletePartitionAsync(partition, cancellationToken);
    }

    /// <summary>Reads the whole table; projects are removed seldom, and codes are small.</summary>
    private static string OfProject(string project) => TableClient.CreateQueryFilter($"Project eq {project}");
}

/// <summary>Last of all, the project's ledger and the project. The audit stays: it says who removed it.</summary>
public sealed class EraseProjectItself(Storage storage) : IEraseProject
{
    public int Order => 40;

    public async Task EraseAsync(ProjectId project, CancellationToken cancellationToken)
    {
        await storage.Table(ConsentEventRow.Table).DeletePartitionAsync(project.ToString(), cancellationToken);
        await storage.Table(RetentionRow.Table).DeletePartitionAsync(project.ToString(), cancellationToken);
        await storage.Table(ProjectRow.Table).DeletePartitionAsync(project.ToString(), cancellationToken);
    }
}
