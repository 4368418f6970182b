namespace EngagementPipeline.LocalHost.Runtime;

/// <summary>A function is written in a way the host cannot run. The message names the function and says what to change.</summary>
public sealed class FunctionDefinitionException(string message) : Exception(message);
