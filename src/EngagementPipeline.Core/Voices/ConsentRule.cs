namespace EngagementPipeline.Core.Voices;

/// <summary>
/// Who must agree before a young person's words may be used. This type and <see cref="Usability"/> are all of the consent rules.
/// <list type="number">
/// <item>The young person always answers, at every age.</item>
/// <item>A parent or carer answers too where the young person is younger than <see cref="ParentOrCarerBelow"/>. An age band
/// counts by its youngest: 13-15 is below 16, and below 14.</item>
/// <item>From 13, where the project allows it, a worker's competence note may stand in for the parent or carer: the young person
/// was found to understand what they agree to. Below 13 nothing stands in, which is also where UK law lets children consent
/// to online services themselves (Data Protection Act 2018, section 9).</item>
/// <item>A record that lacks anything it must say is a refusal (<see cref="Consent.IsWhole"/>).</item>
/// <item>Anybody's no wins, asked for or not: a parent's no stands against a sixteen-year-old's yes, and against a note.</item>
/// </list>
/// </summary>
/// <param name="ParentOrCarerBelow">An age in years: 13, 16 or 18. Never less than 13.</param>
/// <param name="CompetenceNoteStandsIn">Whether a competence note may stand in for a parent or carer from 13.</param>
public sealed record ConsentRule(int ParentOrCarerBelow = 16, bool CompetenceNoteStandsIn = false)
{
    public static readonly IReadOnlyList<int> Ages = [13, 16, 18];

    /// <summary>A parent or carer below 16, and nothing in their place.</summary>
    public static readonly ConsentRule Default = new();

    public bool AsksParentOrCarer(AgeBand age) => YoungestOf(age) < ParentOrCarerBelow;

    /// <summary>Whether a parent or carer has yet to be asked: without them this could be neither a yes nor a no.</summary>
    public bool LacksParentOrCarer(AgeBand age, Answer youngPerson, Answer? parentOrCarer, string? competenceNote) =>
        youngPerson.Agreed && parentOrCarer is null && AsksParentOrCarer(age) && !StandsIn(competenceNote, age);

    /// <summary>
    /// Withdrawn outlasts all else; then a no, or a yes that is missing, is a refusal; then the last day counts. What remains is given.
    /// </summary>
    public ConsentState StateOf(Consent consent, DateOnly day) =>
        consent.WithdrawnAt is not null ? ConsentState.Withdrawn
        : !consent.IsWhole || !EverybodyAgreed(consent) ? ConsentState.Refused
        : consent.ExpiresOn < day ? ConsentState.Expired
        : ConsentState.Given;

    private bool EverybodyAgreed(Consent consent) =>
        consent.YoungPerson.Agreed
        && consent.ParentOrCarer is not { Agreed: false }
        && !LacksParentOrCarer(consent.AgeBand, consent.YoungPerson, consent.ParentOrCarer, consent.CompetenceNote);

    private bool StandsIn(string? competenceNote, AgeBand age) =>
        CompetenceNoteStandsIn && age != AgeBand.Under13 && !string.IsNullOrWhiteSpace(competenceNote);

    private static int YoungestOf(AgeBand age) => age switch
    {
        AgeBand.Under13 => 0,
        AgeBand.From13To15 => 13,
        AgeBand.From16To17 => 16,
        AgeBand.From18To25 => 18,
        _ => throw new ArgumentOutOfRangeException(nameof(age), age, "Not an age band."),
    };
}
