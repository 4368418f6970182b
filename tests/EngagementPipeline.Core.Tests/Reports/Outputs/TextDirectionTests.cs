using EngagementPipeline.Core.Reports.Outputs.Word;

namespace EngagementPipeline.Core.Tests.Reports.Outputs;

public sealed class TextDirectionTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Plain, 3 of them", "Plain, 3 of them")]
    [InlineData("שלום", "[שלום]")]
    [InlineData("“שלום לך” was read 12 times", "“[שלום לך]” was read 12 times")]
    [InlineData("a שלום, b عالم c", "a [שלום], b [عالم] c")]
    [InlineData("نحن 3", "[نحن] 3")]
    public void Stretches_from_right_to_left_are_told_apart(string text, string stretches) =>
        Assert.Equal(stretches, string.Concat(TextDirection.Stretches(text).Select(s => s.RightToLeft ? $"[{text.Substring(s.Start, s.Length)}]" : text.Substring(s.Start, s.Length))));

    [Theory]
    [InlineData("", false)]
    [InlineData("12", false)]
    [InlineData("“3 שאלות” asked", true)]
    [InlineData("Asked: שאלות", false)]
    public void A_paragraph_goes_the_way_of_its_first_letter(string text, bool rightToLeft) => Assert.Equal(rightToLeft, TextDirection.IsRightToLeft(text));
}
