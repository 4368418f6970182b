using System.Diagnostics;

namespace Azure.Data.Tables.Protocol;

/// <summary>One span per call of a client, as every Azure SDK client makes; the pipeline adds one per attempt.</summary>
internal sealed class Tracing(bool enabled, Uri endpoint)
{
    private static readonly ActivitySource Table = new("Azure.Data.Tables.TableClient");
    private static readonly ActivitySource Service = new("Azure.Data.Tables.TableServiceClient");

    public Activity Start(string operation)
    {
        if (!enabled)
            return null;

        var source = operation.StartsWith("TableClient.", StringComparison.Ordinal) ? Table : Service;
        var activity = source.StartActivity(operation, ActivityKind.Internal);
        activity?.SetTag("az.namespace", "Microsoft.Tables");
        activity?.SetTag("server.address", endpoint.Host);
        return activity;
    }

    public static void Failed(Activity activity, Exception exception)
    {
        if (activity is null)
            return;

        var code = exception is RequestFailedException { ErrorCode.Length: > 0 } refused ? refused.ErrorCode : exception.GetType().FullName;
        activity.SetTag("error.type", code);
        activity.SetStatus(ActivityStatusCode.Error);
    }
}
