using EngagementPipeline.Core.MyVoice.Everything;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Pages.Desk.Requests;

/// <summary>
/// Where staff look for the person who asks. <paramref name="Found"/> is null until somebody looks; <paramref name="Trouble"/> says what to do where nothing could be looked for.
/// <paramref name="UnknownCode"/>: the code that was typed opens nothing.
/// </summary>
public sealed record RequestsView(
    IReadOnlyList<ListedProject> Projects, ProjectId? Project = null, string? Reference = null, DateOnly? AgreedOn = null, PeopleFound? Found = null, string? Trouble = null, bool UnknownCode = false);

/// <summary>One person, and what can be done for them.</summary>
public sealed record PersonView(PersonRead Read);

/// <summary>The question before everything of one person goes, with what was written about how they asked.</summary>
public sealed record ErasePersonView(PersonRead Read, string? Why);

/// <summary>What went, row by row, and what stays. <paramref name="Pages"/> named something of theirs when readers saw them: the text around it is the writers' own.</summary>
public sealed record PersonErasedView(Project Project, EverythingErased Erased, IReadOnlyList<HeldPage> Pages);
