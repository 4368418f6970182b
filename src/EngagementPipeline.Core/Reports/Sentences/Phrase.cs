namespace EngagementPipeline.Core.Reports.Sentences;

/// <summary>A phrase and the exact range of values of which it is true (docs/wording.md).</summary>
public sealed record Phrase(string Text, TruthRange Range);

/// <summary>
/// A phrase about one number beside an earlier one. <paramref name="Text"/> stands alone ("doubled");
/// <paramref name="Beside"/> follows a number in a sentence ("twice the number of the year before"). The range is of the ratio.
/// </summary>
public sealed record RatioPhrase(string Text, string Beside, TruthRange Range);
