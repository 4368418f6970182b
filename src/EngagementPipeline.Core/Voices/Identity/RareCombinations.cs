namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>What is known of a participant that, put together, may be one person.</summary>
public enum Trait
{
    District,
    AgeBand,
    EthnicGroup,
}

/// <summary>A participant's district, age band and ethnic group; the first and last where they were told.</summary>
public sealed record Traits(string? District, AgeBand AgeBand, string? EthnicGroup)
{
    /// <summary>Spelt one way, so that "Tarn Valley" and "tarn valley " are counted together.</summary>
    public static Traits Of(Participant participant)
    {
        ArgumentNullException.ThrowIfNull(participant);
        return new(Plain(participant.District), participant.AgeBand, Plain(participant.EthnicGroup));
    }

    private static string? Plain(string? told) => string.IsNullOrWhiteSpace(told) ? null : Vocabulary.Plain(told.Trim());
}

/// <summary>
/// Traits that fewer than <paramref name="Threshold"/> people in the project share. It holds neither the traits' values nor the count.
/// </summary>
public sealed record RareCombination(IReadOnlyList<Trait> Traits, int Threshold)
{
    public string Sentence =>
        $"Fewer than {Threshold} people in this project share this {Said()}: take care that the quote and its credit don't tell all of them.";

    private string Said()
    {
        var names = Traits.Select(trait => trait switch
        {
            Trait.District => "district",
            Trait.AgeBand => "age band",
            _ => "ethnic group",
        }).ToList();
        return $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";
    }
}

/// <summary>
/// Which of a participant's traits, taken together, are rare in their project. Pure; it reads counts and answers with the names of traits
/// only, because nobody is told what one person's are.
/// </summary>
public static class RareCombinations
{
    /// <summary>Below this many people a combination is rare. The same as the threshold under which the report shows no count.</summary>
    public const int DefaultThreshold = 5;

    private static readonly IReadOnlyList<IReadOnlyList<Trait>> Combinations =
    [
        [Trait.District, Trait.AgeBand],
        [Trait.District, Trait.EthnicGroup],
        [Trait.AgeBand, Trait.EthnicGroup],
        [Trait.District, Trait.AgeBand, Trait.EthnicGroup],
    ];

    public static IReadOnlyDictionary<Traits, int> Count(IEnumerable<Participant> participants) =>
        participants.Select(Traits.Of).CountBy(traits => traits).ToDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>
    /// The smallest combinations of two or three of <paramref name="person"/>'s traits that fewer than <paramref name="threshold"/> of
    /// those counted share, the person included. Whoever did not tell a trait shares no combination that holds it.
    /// </summary>
    /// <param name="person">As <see cref="Traits.Of"/> gives them.</param>
    /// <param name="counts">People of the project by their traits, as <see cref="Count"/> gives them.</param>
    /// <param name="threshold">At least 2: below that nothing is rare.</param>
    public static IReadOnlyList<RareCombination> Of(
        Traits person, IReadOnlyDictionary<Traits, int> counts, int threshold = DefaultThreshold)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 2);

        var rare = new List<RareCombination>();
        foreach (var combination in Combinations.Where(combination => combination.All(trait => Told(person, trait) is not null)))
        {
            var isToldAlready = rare.Exists(smaller => smaller.Traits.All(combination.Contains));
            if (!isToldAlready && counts.Where(pair => Share(pair.Key, person, combination)).Sum(pair => pair.Value) < threshold)
                rare.Add(new RareCombination(combination, threshold));
        }

        return rare;
    }

    private static bool Share(Traits one, Traits other, IReadOnlyList<Trait> combination) =>
        combination.All(trait => Told(one, trait) is { } told && told.Equals(Told(other, trait)));

    private static object? Told(Traits traits, Trait trait) => trait switch
    {
        Trait.District => traits.District,
        Trait.AgeBand => traits.AgeBand,
        _ => traits.EthnicGroup,
    };
}
