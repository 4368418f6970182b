namespace Azure.Data.Tables.Protocol;

/// <summary>The answer when there is no such row.</summary>
internal sealed class NoValue<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException("The entity does not exist: check HasValue first.");

    public override Response GetRawResponse() => response;
}
