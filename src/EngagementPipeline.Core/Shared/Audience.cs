namespace EngagementPipeline.Core.Shared;

/// <summary>
/// How far something may travel. A consent lists each audience it covers; a wider one is not implied by a narrower,
/// nor a narrower by a wider: what was not ticked was not agreed.
/// </summary>
public enum Audience
{
    Local,
    Regional,
    National,
}

/// <summary>What words are used for.</summary>
public enum Purpose
{
    Story,
    Training,
    AnnualReport,
}
