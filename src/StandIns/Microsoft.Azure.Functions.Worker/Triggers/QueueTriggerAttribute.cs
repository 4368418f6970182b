using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function for each message of an Azure Storage queue.</summary>
/// <param name="queueName">The queue's name, or %Name% for an app setting that holds it.</param>
public sealed class QueueTriggerAttribute(string queueName) : TriggerBindingAttribute
{
    public string QueueName { get; } = queueName;

    /// <summary>The app setting that holds the connection string; null for AzureWebJobsStorage.</summary>
    public string? Connection { get; set; }
}
