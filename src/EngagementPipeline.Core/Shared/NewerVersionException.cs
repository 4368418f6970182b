namespace EngagementPipeline.Core.Shared;

/// <summary>
/// Something is stored as only a newer version of the app can read it, or may write it. Nothing was changed. During a deployment that version runs beside this
/// one, or is about to take over (docs/decisions/0023).
/// </summary>
public sealed class NewerVersionException(string what, int version, int known)
    : Exception($"{what} is of version {version}, and this app knows {known}: a newer one has to do this.")
{
    public int Version => version;
}
