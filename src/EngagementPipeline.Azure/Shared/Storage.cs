using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using EngagementPipeline.Azure.Shared.Versions;
using Microsoft.Extensions.Configuration;

namespace EngagementPipeline.Azure.Shared;

/// <summary>
/// The storage account, as clients. On one machine and in tests it is a connection string (<c>AzureWebJobsStorage</c>); in Azure
/// three addresses (<c>AzureWebJobsStorage__blobServiceUri</c>, <c>…queueServiceUri</c>, <c>…tableServiceUri</c>) and the
/// app's managed identity (<c>AzureWebJobsStorage__clientId</c> where it has several), never a key.
/// </summary>
public sealed class Storage
{
    /// <summary>One for all: connections are kept and shared. Storage asks for no cookies and no redirects.</summary>
    private static readonly HttpClientTransport Transport = new(new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxConnectionsPerServer = 50,
    })
    { Timeout = Timeout.InfiniteTimeSpan });

    private readonly BlobServiceClient _blobs;
    private readonly QueueServiceClient _queues;
    private readonly QueueServiceClient _rawQueues;
    private readonly TableServiceClient _tables;
    private readonly RowsReadWhole _readWhole = new();

    /// <param name="configuration">Says where storage is.</param>
    /// <param name="watchers">See every call on its way, tries included; the app registers none, what measures it does.</param>
    /// <param name="who">As whom to ask where there are addresses; the app's managed identity where nobody is named.</param>
    public Storage(IConfiguration configuration, IEnumerable<HttpPipelinePolicy>? watchers = null, TokenCredential? who = null)
    {
        // The Functions host writes queue messages in base64 and expects them so (host.json, messageEncoding).
        var blobOptions = Watched(new BlobClientOptions());
        var queueOptions = Watched(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        var rawQueueOptions = Watched(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        var tableOptions = Watched(new TableClientOptions());
        if (configuration["AzureWebJobsStorage"] is { Length: > 0 } connection)
        {
            _blobs = new BlobServiceClient(connection, blobOptions);
            _queues = new QueueServiceClient(connection, queueOptions);
            _rawQueues = new QueueServiceClient(connection, rawQueueOptions);
            _tables = new TableServiceClient(connection, tableOptions);
            return;
        }

        var identity = who ?? new ManagedIdentityCredential(
            configuration["AzureWebJobsStorage:clientId"] is { Length: > 0 } clientId
                ? ManagedIdentityId.FromUserAssignedClientId(clientId)
                : ManagedIdentityId.SystemAssigned);
        _blobs = new BlobServiceClient(Address("blob"), identity, blobOptions);
        _queues = new QueueServiceClient(Address("queue"), identity, queueOptions);
        _rawQueues = new QueueServiceClient(Address("queue"), identity, rawQueueOptions);
        _tables = new TableServiceClient(Address("table"), identity, tableOptions);

        T Watched<T>(T options)
            where T : ClientOptions
        {
            // Nobody reads the SDK's own account of each call, and it would be written for every one.
            options.Diagnostics.IsLoggingEnabled = false;
            options.Diagnostics.IsDistributedTracingEnabled = false;
            options.Diagnostics.IsTelemetryEnabled = false;
            options.Transport = Transport;
            options.RetryPolicy = new PatientRetries(options.Retry);
            foreach (var watcher in watchers ?? [])
                options.AddPolicy(watcher, HttpPipelinePosition.PerRetry);
            return options;
        }

        Uri Address(string service) =>
            configuration[$"AzureWebJobsStorage:{service}ServiceUri"] is { Length: > 0 } address
                ? new Uri(address)
                : throw new InvalidOperationException(
                    $"Neither AzureWebJobsStorage nor AzureWebJobsStorage__{service}ServiceUri is set: the app does not know where its storage is.");
    }

    public BlobContainerClient Blobs(string container) => _blobs.GetBlobContainerClient(container);

    public QueueClient Queue(string name) => _queues.GetQueueClient(name);

    /// <summary>Messages as they lie there: for those that may be no base64, which the other one fails on.</summary>
    public QueueClient RawQueue(string name) => _rawQueues.GetQueueClient(name);

    /// <summary>Rows say their version, and keep what only a newer app knows (docs/decisions/0023).</summary>
    public TableClient Table(string name) => new VersionedTable(_tables.GetTableClient(name), _readWhole);
}
