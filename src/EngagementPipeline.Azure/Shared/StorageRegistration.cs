using EngagementPipeline.Core.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Azure.Shared;

/// <summary>
/// Each feature names the tables, queues and containers it needs. On one machine they are made at start where they are missing; in Azure infra/ makes
/// them, because there the app may use each and make none (docs/decisions/0015). InfraTests holds both to these registrations.
/// </summary>
public static class StorageRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services) => services.AddSingleton<Storage>().AddSingleton<StorageHealth>();

    public static IServiceCollection AddTable(this IServiceCollection services, string name) =>
        services.AddSingleton(new StorageName(StorageKind.Table, name)).Prepare((storage, token) => storage.Table(name).CreateIfNotExistsAsync(token));

    public static IServiceCollection AddContainer(this IServiceCollection services, string name) =>
        services.AddSingleton(new StorageName(StorageKind.Container, name)).Prepare((storage, token) => storage.Blobs(name).CreateIfNotExistsAsync(cancellationToken: token));

    public static IServiceCollection AddQueue(this IServiceCollection services, string name) =>
        services.AddSingleton(new StorageName(StorageKind.Queue, name)).Prepare((storage, token) => storage.Queue(name).CreateIfNotExistsAsync(cancellationToken: token));

    private static IServiceCollection Prepare(this IServiceCollection services, Func<Storage, CancellationToken, Task> make) =>
        services.AddSingleton<IPrepareStorage>(s => new Preparation(s.GetRequiredService<Storage>(), make));

    private sealed class Preparation(Storage storage, Func<Storage, CancellationToken, Task> make) : IPrepareStorage
    {
        public Task PrepareAsync(CancellationToken cancellationToken) => make(storage, cancellationToken);
    }
}

/// <summary>What a feature keeps something in.</summary>
public sealed record StorageName(StorageKind Kind, string Name);

public enum StorageKind
{
    Table,
    Queue,
    Container,
}
