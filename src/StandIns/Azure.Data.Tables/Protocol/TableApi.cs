using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Protocol;

/// <summary>One account's table service: addresses, headers, the pipeline, and what counts as an error.</summary>
internal sealed class TableApi
{
    private const string Json = "application/json;odata=minimalmetadata";
    private const string StorageScope = "https://storage.azure.com/.default";
    private readonly HttpPipeline pipeline;
    private readonly Uri root;
    private readonly string version;
    private readonly Tracing tracing;

    public TableApi(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
        : this(endpoint, credential?.AccountName, new SharedKeyPolicy(credential, TimeProvider.System), options)
        => ArgumentNullException.ThrowIfNull(credential);

    public TableApi(Uri endpoint, TokenCredential credential, TableClientOptions options)
        : this(endpoint, AccountOf(endpoint), new BearerTokenAuthenticationPolicy(credential, StorageScope), options)
    {
        if (endpoint.Scheme != Uri.UriSchemeHttps)
            throw new ArgumentException("Token credentials need https.", nameof(endpoint));
    }

    public TableApi(ConnectionString account, TableClientOptions options)
        : this(account.Endpoint, account.Credential, options)
    {
    }

    private TableApi(Uri endpoint, string account, HttpPipelinePolicy authentication, TableClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        options ??= new TableClientOptions();
        Endpoint = endpoint;
        root = new Uri(endpoint.AbsoluteUri.TrimEnd('/'));
        AccountName = account;
        version = options.VersionHeader;
        tracing = new Tracing(options.Diagnostics.IsDistributedTracingEnabled, endpoint);
        pipeline = HttpPipelineBuilder.Build(options, [], [authentication], new ResponseClassifier());
    }

    public Uri Endpoint { get; }

    public string AccountName { get; }

    /// <param name="method">The verb.</param>
    /// <param name="path">Below the endpoint, escaped already.</param>
    /// <param name="accepted">A status that is no error here; 0 for none.</param>
    public HttpMessage Request(RequestMethod method, string path, int accepted = 0)
    {
        var context = new RequestContext();
        if (accepted != 0)
            context.AddClassifier(accepted, isError: false);

        var message = pipeline.CreateMessage(context, pipeline.ResponseClassifier);
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(root);
        request.Uri.AppendPath("/" + path, escape: false);
        request.Headers.Add("x-ms-version", version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("Accept", Json);
        return message;
    }

    /// <summary>The same, with a JSON body, for which nothing but a status is wanted back.</summary>
    public HttpMessage Request(RequestMethod method, string path, RequestContent body, int accepted = 0)
    {
        var message = Request(method, path, accepted);
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.Content = body;
        return message;
    }

    public HttpMessage Batch(BatchContent batch)
    {
        var message = Request(RequestMethod.Post, "$batch");
        message.Request.Headers.Add("Content-Type", batch.ContentType);
        message.Request.Content = batch;
        return message;
    }

    /// <param name="operation">As it is to be called in traces: <c>TableClient.AddEntity</c>.</param>
    /// <param name="message">Disposed by the caller; the response stays readable, since it is buffered.</param>
    /// <param name="async">False to block.</param>
    /// <param name="cancellationToken">Stops waiting; the service may still do the work.</param>
    /// <exception cref="RequestFailedException">The service refused, or could not be reached in all retries.</exception>
    public async ValueTask<Response> SendAsync(string operation, HttpMessage message, bool async, CancellationToken cancellationToken)
    {
        using var activity = tracing.Start(operation);
        try
        {
            if (async)
                await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
            else
                pipeline.Send(message, cancellationToken);
            return message.Response.IsError ? throw Error(message.Response) : message.Response;
        }
        catch (Exception e)
        {
            Tracing.Failed(activity, e);
            throw;
        }
    }

    public static RequestFailedException Error(Response response) => new(response, innerException: null, new ErrorParser());

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The host's first label, or the first part of the path where accounts share a host (Azurite).</summary>
    private static string AccountOf(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.HostNameType == UriHostNameType.Dns && !endpoint.IsLoopback
            ? endpoint.Host.Split('.')[0]
            : endpoint.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
    }
}
