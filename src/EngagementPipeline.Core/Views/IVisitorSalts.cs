namespace EngagementPipeline.Core.Views;

/// <summary>
/// The secret of each London day, shared by all instances. Without it a <see cref="VisitorHash"/> can't be made again, so
/// destroying it is what makes a day's visitors unknowable.
/// </summary>
public interface IVisitorSalts
{
    /// <summary>The day's 32 random bytes, the same for everyone who asks; made by the first who does. Throws what storage throws.</summary>
    ValueTask<byte[]> OfAsync(DateOnly day, CancellationToken cancellationToken);

    /// <summary>Destroys the secrets of this day and all before it, for good.</summary>
    Task DestroyThroughAsync(DateOnly day, CancellationToken cancellationToken);
}
