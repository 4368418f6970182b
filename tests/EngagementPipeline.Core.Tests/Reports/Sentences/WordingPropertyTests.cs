using System.Globalization;
using EngagementPipeline.Core.Reports.Sentences;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Reports.Sentences;

/// <summary>
/// Whatever is offered is true. "True" is worked out here from the words alone, not by the ranges under test.
/// </summary>
public sealed class WordingPropertyTests
{
    private static readonly Func<long, Words>[] CountKinds = [Wording.Count, Wording.FirstWeek, Wording.Estimate];

    [Fact]
    public void Every_phrase_offered_for_a_count_is_true_of_it()
    {
        for (var count = 0L; count <= 12_000; count++)
            AssertAllTrue(count);
    }

    [Fact]
    public void Every_phrase_offered_for_a_large_count_is_true_of_it() =>
        Prop.ForAll(LargeCounts().ToArbitrary(), AssertAllTrue).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_share_is_true_and_never_falsely_nothing_or_everything()
    {
        for (var perMyriad = 0; perMyriad <= 10_000; perMyriad++)
        {
            var percent = perMyriad / 100m;
            var words = Wording.Share(percent);
            Assert.All([words.Preferred, .. words.Also], phrase =>
            {
                Assert.True(Wording.IsTrue(phrase, percent), $"{phrase} of {percent}");
                var number = decimal.Parse(phrase.Split(' ')[^1].TrimEnd('%'), CultureInfo.InvariantCulture);
                Assert.True(
                    phrase.StartsWith("over", StringComparison.Ordinal) ? percent > number
                    : phrase.StartsWith("under", StringComparison.Ordinal) ? percent < number
                    : number is 0 or 100 ? percent == number
                    : Math.Abs(percent - number) <= 0.5m,
                    $"{phrase} of {percent}");
            });
        }
    }

    [Fact]
    public void Every_comparison_is_true_of_the_ratio()
    {
        foreach (var previous in new[] { 20L, 33, 97, 200, 10_600 })
        {
            for (var value = 0L; value <= 3 * previous; value++)
                AssertComparisonTrue(value, previous);
            for (var value = 3 * previous; value <= 120 * previous; value += Math.Max(1, previous / 7))
                AssertComparisonTrue(value, previous);
        }
    }

    [Fact]
    public void A_small_base_makes_no_claim_whatever_the_value()
    {
        for (var previous = 0L; previous < Wording.SmallestBase; previous++)
        {
            for (var value = 0L; value <= 100; value++)
            {
                var words = Wording.Compare(value, previous);
                Assert.Equal($"{NumberWords.Of(value)}, compared with {NumberWords.Of(previous)} the year before", words.Preferred);
            }
        }
    }

    /// <summary>Near round numbers as well as anywhere: up to 10¹², a few either side of some digits and noughts.</summary>
    private static Gen<long> LargeCounts() =>
        from digits in Gen.Choose(1, 99_999)
        from noughts in Gen.Choose(0, 7)
        from beside in Gen.Choose(-2, 2)
        select (digits * (long)Math.Pow(10, noughts)) + 2 + beside;

    private static void AssertAllTrue(long count)
    {
        foreach (var kind in CountKinds)
        {
            var words = kind(count);
            foreach (var phrase in words.Also.Prepend(words.Preferred))
            {
                Assert.True(Wording.IsTrue(phrase, count), $"{phrase} of {count}");
                Assert.True(IsTrueInPlainWords(phrase, count), $"{phrase} of {count}");
            }

            Assert.Equal(words.Also.Count, words.Also.Append(words.Preferred).Distinct().Count() - 1);
        }
    }

    private static bool IsTrueInPlainWords(string phrase, long count)
    {
        var words = phrase.Split(' ');
        if (!NumberWords.TryParse(words[^1], out var number))
            return false;
        return string.Join(' ', words[..^1]) switch
        {
            "" => count == number,
            "over" => count > number && count < number * 1.5m,
            "just over" => count > number && count <= number * 1.04m,
            "just under" or "almost" => count < number && count >= number * 0.96m,
            "about" => Math.Abs(count - number) <= number * 0.05m,
            _ => false,
        };
    }

    private static void AssertComparisonTrue(long value, long previous)
    {
        var words = Wording.Compare(value, previous);
        Assert.All([words.Preferred, .. words.Also], phrase =>
        {
            Assert.True(Wording.IsTrue(phrase, value, previous), $"{phrase} of {value}/{previous}");
            Assert.True(IsTrueInPlainWords(phrase, (double)value / previous), $"{phrase} of {value}/{previous}");
        });
    }

    private static bool IsTrueInPlainWords(string phrase, double ratio)
    {
        const double hair = 1e-9;
        var direction = phrase.StartsWith("up by ", StringComparison.Ordinal) ? 1
            : phrase.StartsWith("down by ", StringComparison.Ordinal) ? -1
            : 0;
        if (direction != 0)
        {
            var change = (ratio - 1) * direction * 100;
            var number = double.Parse(phrase.Split(' ')[^1].TrimEnd('%'), CultureInfo.InvariantCulture);
            return change > 0 && (phrase.Contains("under", StringComparison.Ordinal) ? change < number
                : phrase.Contains("over", StringComparison.Ordinal) ? change is > 99 and < 100
                : Math.Abs(change - number) <= 0.5 + hair);
        }

        return phrase switch
        {
            "the same" => Math.Abs(ratio - 1) < hair,
            "down to none" => ratio == 0,
            "halved" => ratio is <= 0.5 and >= 0.49,
            "almost halved" => ratio is > 0.5 and <= 0.52,
            "more than halved" => ratio < 0.5,
            "more than doubled" => ratio > 2,
            "slightly more than doubled" => ratio is > 2 and <= 2.06,
            _ => IsTrueMultiple(phrase, ratio),
        };
    }

    private static bool IsTrueMultiple(string phrase, double ratio)
    {
        string[] qualifiers = ["just over ", "over ", "almost ", ""];
        var qualifier = qualifiers.First(q => phrase.StartsWith(q, StringComparison.Ordinal));
        var multiple = phrase[qualifier.Length..] switch
        {
            "doubled" => 2,
            var words => Multiple(words.Replace(" times", "", StringComparison.Ordinal)),
        };
        return qualifier switch
        {
            "over " => ratio > multiple,
            "just over " => ratio > multiple && ratio <= multiple * 1.026,
            "almost " => ratio < multiple && ratio >= multiple * 0.974,
            _ => ratio >= multiple && ratio < multiple * 1.006,
        };
    }

    private static double Multiple(string words) =>
        words.EndsWith(" and a half", StringComparison.Ordinal)
            ? Multiple(words[..^" and a half".Length]) + 0.5
            : NumberWords.TryParse(words, out var number) ? number : double.NaN;
}
