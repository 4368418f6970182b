namespace EngagementPipeline.LocalHost.Startup;

/// <summary>The service cannot start as asked. The message is one line that says what to do.</summary>
public sealed class CannotStartException(string message) : Exception(message);
