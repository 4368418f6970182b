using System.Text;
using EngagementPipeline.Core.Views;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Views;

public sealed class LogLineTests
{
    internal static readonly Gen<ReceivedRecord> AnyRecord =
        from id in Gen.Choose(0, 40)
        from version in Gen.Choose(1, 4)
        from seq in Gen.Choose(0, 3)
        from via in Gen.Elements("", "board", "school-heads", "not-a-share")
        from active in Gen.Choose(0, PageRecord.MaxActiveMs)
        from cards in CardSetTests.Any
        from done in Gen.Elements(true, false)
        from interactions in Gen.Choose(0, PageRecord.MaxInteractions)
        from minutes in Gen.Choose(0, 3 * 24 * 60)
        from excluded in Gen.Frequency(
            (8, Gen.Constant((Exclusion?)null)),
            (2, Gen.Elements<Exclusion?>(Exclusion.Bot, Exclusion.Preview, Exclusion.Objected, Exclusion.UnknownVersion)))
        from visitor in Gen.Choose(1, 9)
        select new ReceivedRecord(
            new(A.Id(id), A.Story, version, seq, via, active, cards, done, interactions),
            A.Time("2026-11-20T00:00:00Z").AddMinutes(minutes).ToUnixTimeMilliseconds(),
            excluded,
            excluded is null ? (ulong)visitor : 0);

    [Fact]
    public void Is_read_back_as_it_was_written() =>
        Prop.ForAll(AnyRecord.ToArbitrary(), record =>
        {
            var line = A.Log(record);
            return line.Length < LogLine.MaxLength && line[^1] == '\n'
                && LogLine.TryRead(line.AsSpan()[..^1], out ReceivedRecord read) && read == record;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_longest_fits()
    {
        var record = new ReceivedRecord(
            new(A.Id(new string('_', 22)), A.Story, PageRecord.MaxVersion, PageRecord.MaxSeq, new('z', 32), PageRecord.MaxActiveMs,
                CardSet.Of([.. Enumerable.Range(0, CardSet.Limit)]), true, PageRecord.MaxInteractions),
            A.Time("9999-12-31T00:00:00Z").ToUnixTimeMilliseconds(), null, ulong.MaxValue);

        var line = A.Log(record);

        Assert.InRange(line.Length, 200, LogLine.MaxLength - 1);
        Assert.True(LogLine.TryRead(line.AsSpan()[..^1], out ReceivedRecord read));
        Assert.Equal(record, read);
    }

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        var line = A.Log(A.Received("2026-11-23T10:00:00Z"))[..^1];
        for (var at = 0; at < line.Length; at++)
        {
            var damaged = line.ToArray();
            damaged[at] ^= 0x04;
            Assert.False(LogLine.TryRead(damaged, out ReceivedRecord _), $"byte {at}");
        }
    }

    [Fact]
    public void Every_cut_is_noticed()
    {
        var line = A.Log(A.Received("2026-11-23T10:00:00Z"))[..^1];
        for (var length = 0; length < line.Length; length++)
        {
            Assert.False(LogLine.TryRead(line.AsSpan(0, length), out ReceivedRecord _), $"first {length}");
            Assert.False(LogLine.TryRead(line.AsSpan(line.Length - length), out ReceivedRecord _), $"last {length}");
        }
    }

    /// <summary>By hand, with the checksum that they ought to have.</summary>
    [Theory]
    [InlineData("0190d3a47c1e7cc398c4dc0c0c07398f", "0190d3a47c1e7cc398c4dc0c0c07398g")]
    [InlineData("0190d3a47c1e7cc398c4dc0c0c07398f", "0190d3a47c1e7cc398c4dc0c0c0739")]
    [InlineData("\tk\t", "\tz\t")]
    [InlineData("\tk\t", "\tkk\t")]
    [InlineData("view-number-00000001", "view-number-0000000=")]
    [InlineData("view-number-00000001", "view=number-00000001")]
    [InlineData("view-number-00000001", "view-number-")]
    [InlineData("\t3\t0\tboard", "\t\t0\tboard")]
    [InlineData("\t3\t0\tboard", "\t3\tboard")]
    [InlineData("\t3\t0\tboard", "\t3\t0\t0\tboard")]
    [InlineData("\tboard\t", "\tb\t")]
    [InlineData("\tboard\t", "\tboard\t12345678901234567")]
    [InlineData("\t7ff\t", "\t7fg\t")]
    [InlineData("\t7ff\t", "\t\t")]
    [InlineData("0000000000000007", "000000000000000G")]
    [InlineData("0000000000000007", "00000000000007")]
    public void What_it_never_writes_is_not_read(string written, string instead)
    {
        var line = Encoding.ASCII.GetString(A.Log(A.Received("2026-11-23T10:00:00Z", with: r => r with
        {
            Via = "board",
            Cards = CardSet.Of([.. Enumerable.Range(0, 11)]),
        }))[..^9]);
        Assert.Contains(written, line, StringComparison.Ordinal);

        Assert.True(LogLine.TryRead(WithChecksum(line), out ReceivedRecord _));
        Assert.False(LogLine.TryRead(WithChecksum(line.Replace(written, instead, StringComparison.Ordinal)), out ReceivedRecord _));
    }

    /// <summary>Whole lines as the first release wrote them: they are in somebody's log.</summary>
    [Theory]
    [InlineData("1\t1795428000000\tk\t0190d3a47c1e7cc398c4dc0c0c07398f\tview-number-00000001\t3\t0\tboard\t0\t0\t0\t0\t0000000000000007\te35a1f31")]
    [InlineData("1\t1795428061500\tb\t0190d3a47c1e7cc398c4dc0c0c07398f\t_view-Number-00000022\t12\t3\t\t61500\t1f\t1\t4\t0000000000000000\tc19c89c3")]
    public void A_line_of_format_1_is_read_and_written_the_same_for_ever(string kept)
    {
        Assert.True(LogLine.TryRead(Encoding.ASCII.GetBytes(kept), out ReceivedRecord read));
        Assert.Equal(kept + "\n", Encoding.ASCII.GetString(A.Log(read)));
        Assert.False(LogLine.IsNewer(Encoding.ASCII.GetBytes(kept)));
    }

    [Fact]
    public void A_line_of_a_newer_format_is_told_from_a_damaged_one()
    {
        var newer = A.Newer("2\twhat nobody here knows\tand more of it")[..^1];

        Assert.True(LogLine.IsNewer(newer));
        Assert.False(LogLine.TryRead(newer, out ReceivedRecord _));
        for (var at = 0; at < newer.Length; at++)
        {
            var damaged = newer.ToArray();
            damaged[at] ^= 0x04;
            Assert.False(LogLine.IsNewer(damaged), $"byte {at}");
            Assert.False(LogLine.IsNewer(newer.AsSpan(0, at)), $"first {at}");
        }
    }

    [Fact]
    public void Holds_neither_address_nor_user_agent()
    {
        var line = Encoding.ASCII.GetString(A.Log(A.Received("2026-11-23T10:00:00Z", with: r => r with { Via = "board" })));

        Assert.Equal("1\t1795428000000\tk\t0190d3a47c1e7cc398c4dc0c0c07398f\tview-number-00000001\t3\t0\tboard\t0\t0\t0\t0\t0000000000000007\t", line[..^9]);
    }

    private static byte[] WithChecksum(string line)
    {
        var sum = uint.MaxValue;
        foreach (var one in Encoding.ASCII.GetBytes(line))
            sum = System.Numerics.BitOperations.Crc32C(sum, one);
        return Encoding.ASCII.GetBytes(FormattableString.Invariant($"{line}{~sum:x8}"));
    }
}
