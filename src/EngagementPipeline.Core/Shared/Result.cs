using System.Diagnostics.CodeAnalysis;

namespace EngagementPipeline.Core.Shared;

/// <summary>
/// What an operation gave, or why it was refused. Expected refusals are values; faults stay exceptions.
/// A class, because the default of a struct would read as a success that holds nothing.
/// </summary>
public sealed class Result<T>
{
    private readonly T? _value;

    private Result(T? value, Refusal? refusal)
    {
        _value = value;
        Refusal = refusal;
    }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    /// <summary>The value; asking a refused result for it is a programming error.</summary>
    public T Value => Refusal is null
        ? _value!
        : throw new InvalidOperationException($"Refused with '{Refusal.Code}'; there is no value.");

    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) => Refusal is null ? next(_value!) : Refusal;

    public Result<TNext> Map<TNext>(Func<T, TNext> map) => Refusal is null ? map(_value!) : Refusal;

    public Task<Result<TNext>> ThenAsync<TNext>(Func<T, Task<Result<TNext>>> next) =>
        Refusal is null ? next(_value!) : Task.FromResult<Result<TNext>>(Refusal);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new(default, refusal);
    }
}

/// <summary>The value of an operation that has nothing to give back.</summary>
public sealed record Done
{
    public static readonly Done Instance = new();
}
