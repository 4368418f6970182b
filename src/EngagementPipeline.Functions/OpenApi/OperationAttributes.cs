namespace EngagementPipeline.Functions.OpenApi;

/// <summary>
/// Says in <c>/api/openapi.json</c> what a function answers besides JSON, which is read from its code. <c>AnswersTests</c> calls every function
/// and finds what is missing here.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class AnswersAttribute(int status, string? mediaType = null) : Attribute
{
    public int Status { get; } = status;

    public string? MediaType { get; } = mediaType;

    /// <summary>The wire type, where it is JSON.</summary>
    public Type? Shape { get; init; }
}

/// <summary>Says that a list of JSON holds the cards of a story, which <see cref="CardSchemas"/> describes.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HoldsCardsAttribute : Attribute;

/// <summary>Says that what a method refuses stands inside the function's answer, and is none of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AnsweredInsideAttribute : Attribute;

/// <summary>Says what a function takes whose body is not read as one JSON object.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TakesAttribute(params string[] mediaTypes) : Attribute
{
    public IReadOnlyList<string> MediaTypes { get; } = mediaTypes;

    /// <summary>What JSON has to look like; null for files and forms.</summary>
    public Type? Shape { get; init; }

    /// <summary>Only where the limit hangs on what is sent; else it is read from the code.</summary>
    public long MostBytes { get; init; }
}
