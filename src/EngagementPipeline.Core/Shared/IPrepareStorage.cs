namespace EngagementPipeline.Core.Shared;

/// <summary>Creates the tables, queues and containers a feature needs, where they are missing. Safe to repeat.</summary>
public interface IPrepareStorage
{
    Task PrepareAsync(CancellationToken cancellationToken);
}

/// <summary>Puts the invented sample project into an empty store.</summary>
public interface ILoadSample
{
    Task LoadIfEmptyAsync(CancellationToken cancellationToken);
}
