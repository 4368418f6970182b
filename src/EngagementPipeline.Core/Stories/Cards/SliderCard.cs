using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>Whether a slider stands at the beginning of a story, to be asked again, or is the one that asks again.</summary>
public enum SliderTime
{
    Once,
    Before,
    After,
}

/// <summary>
/// Where the reader stands between two ends, in steps from 1. Asked before and after in one reading, the page shows what it changed.
/// </summary>
public sealed record SliderCard(string Id, string Question, string MinLabel, string MaxLabel, int Steps, SliderTime When, string Pair) : Card(Id), IAsks
{
    public const int UsualSteps = 7;

    public string Asks => Question;

    public override string Words => $"{Question} {MinLabel} {MaxLabel}";

    public override IEnumerable<DocumentProblem> Problems()
    {
        if (Asking.IsBlank(Question))
            yield return Problem("empty-card", "This slider has no question yet. Write one, or take the card out.");
        if (Asking.IsBlank(MinLabel) || Asking.IsBlank(MaxLabel))
            yield return Problem("empty-card", "This slider does not say what its two ends mean. Write both.");
    }

    /// <summary>
    /// The slider that this one asks again, among the cards before it: the one it names, or else the nearest that is asked before. Null when there is none, or when it
    /// has other steps, so that nothing could be compared.
    /// </summary>
    public SliderCard? Earlier(IReadOnlyList<Card> cards)
    {
        ArgumentNullException.ThrowIfNull(cards);
        var before = cards.TakeWhile(card => !ReferenceEquals(card, this)).OfType<SliderCard>().Where(slider => slider.When == SliderTime.Before);
        var earlier = When != SliderTime.After ? null : before.LastOrDefault(slider => Pair.Length == 0 || slider.Id == Pair);
        return earlier?.Steps == Steps ? earlier : null;
    }
}

public sealed class SliderType() : CardType<SliderCard>("slider", "Where do you stand? Asked before and after, it shows what a reading changed.", Question, MinLabel, MaxLabel, Steps, When, Pair)
{
    private static readonly TextField Question = new("question", 300);
    private static readonly TextField MinLabel = new("min-label", 60) { Label = "Lowest end" };
    private static readonly TextField MaxLabel = new("max-label", 60) { Label = "Highest end" };
    private static readonly NumberField Steps = new("steps", 3, 11, "how many steps there are, from 3 to 11; 7 when left out");

    private static readonly NameField<SliderTime> When = new("when", false, "`once`, `before` or `after`; `once` when left out", time => time switch
    {
        SliderTime.Before => "Before: it is asked again later",
        SliderTime.After => "After: it asks an earlier one again",
        _ => "Once",
    })
    { Label = "When it is asked" };

    private static readonly CardAboveField Pair = new("pair", "slider", "of one that is asked after: the id of the one before; the nearest when left out") { Label = "Which one it asks again", Hint = "One above that is asked before, and has as many steps." };

    protected override SliderCard ReadCard(string id, CardReader fields) => new(
        id, fields.Required(Question), fields.Required(MinLabel), fields.Required(MaxLabel), fields.Optional(Steps) ?? SliderCard.UsualSteps,
        Asking.Named<SliderTime>(fields.Optional(When)), fields.Optional(Pair));

    protected override void WriteCard(SliderCard card, JsonObject to)
    {
        Question.Write(to, card.Question);
        MinLabel.Write(to, card.MinLabel);
        MaxLabel.Write(to, card.MaxLabel);
        Steps.Write(to, card.Steps);
        if (card.When != SliderTime.Once)
            When.Write(to, card.When);
        Pair.WriteAny(to, card.Pair);
    }
}
