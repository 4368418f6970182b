using EngagementPipeline.Core.Stories;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Stories;

/// <summary>
/// Rule 1 of design.md, "Consent", over random histories: any number of people capture, review, hold, write, publish, unpublish, send pictures and say who is
/// in them, while others withdraw, narrow, and consents end, all at once; processes end anywhere, messages come twice. Once the queues are
/// empty and the timers have run, each page is what was wished for last, with exactly what may be shown of it, and of pictures in which somebody is
/// whose consent has ended no bytes are left.
/// </summary>
public sealed class PublishingModelTests
{
    private const int Sequences = 5_000;

    [Fact]
    public void No_page_shows_what_may_not_be_shown() =>
        Prop.ForAll(Arb.From(Histories, Shrunk), history => History.Run(history) is { } wrong ? throw new InvalidOperationException(wrong) : true)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Sequences));

    [Fact]
    public void A_writer_that_takes_no_notice_of_marks_would_be_found_out() =>
        AssertFoundOut(world => world.Site.Pages.IgnoresMarks = true);

    [Fact]
    public void A_publisher_that_notes_no_intent_would_be_found_out() =>
        AssertFoundOut(world => world.Uses.Forgetful = true);

    [Fact]
    public void A_wish_that_is_written_over_would_be_found_out() =>
        AssertFoundOut(world => world.Live.Rows.IgnoresMarks = true);

    [Fact]
    public void A_publisher_that_notes_no_picture_would_be_found_out() =>
        AssertFoundOut(world => world.MediaUses.Forgetful = true);

    [Fact]
    public void A_picture_that_is_not_listed_under_its_consent_would_be_found_out() =>
        AssertFoundOut(world => world.Ties.Forgetful = true);

    // Always the same histories, so that whether they find the mistake is not a matter of luck.
    private static void AssertFoundOut(Action<StoryWorld> mistake)
    {
        var random = new Random(20260302);
        var histories = Enumerable.Range(0, Sequences).Select(_ => Enumerable.Range(0, random.Next(20, 90)).Select(_ => random.Next(1_000_000)).ToArray());
        Assert.Contains(histories, history => History.Run(history, mistake) is not null);
    }

    private static Gen<int[]> Histories => Gen.Choose(20, 90).SelectMany(length => Gen.Choose(0, 1_000_000).ArrayOf(length));

    private static IEnumerable<int[]> Shrunk(int[] history)
    {
        for (var length = history.Length / 2; length >= 1; length /= 2)
        {
            for (var start = 0; start + length <= history.Length; start += length)
                yield return [.. history[..start], .. history[(start + length)..]];
        }
    }
}
