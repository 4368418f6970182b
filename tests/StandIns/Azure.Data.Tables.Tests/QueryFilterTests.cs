using System.Globalization;

namespace Azure.Data.Tables.Tests;

public sealed class QueryFilterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 13, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void Quotes_each_value_for_its_type()
    {
        Assert.Equal("A eq 'O''Neill'", TableClient.CreateQueryFilter($"A eq {"O'Neill"}"));
        Assert.Equal("A eq ''''", TableClient.CreateQueryFilter($"A eq {'\''}"));
        Assert.Equal("A eq true and B ne false", TableClient.CreateQueryFilter($"A eq {true} and B ne {false}"));
        Assert.Equal("A gt 5 and B lt 5L", TableClient.CreateQueryFilter($"A gt {5} and B lt {5L}"));
        Assert.Equal("A eq 0.5", TableClient.CreateQueryFilter($"A eq {0.5}"));
        Assert.Equal(
            "A eq guid'0f8fad5b-d9cb-469f-a165-70867728950e'",
            TableClient.CreateQueryFilter($"A eq {Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e")}"));
        Assert.Equal("A eq X'00FF'", TableClient.CreateQueryFilter($"A eq {new byte[] { 0, 255 }}"));
        Assert.Equal("A eq X'00FF'", TableClient.CreateQueryFilter($"A eq {new BinaryData([0, 255])}"));
        Assert.Equal("A ge datetime'2026-07-01T12:00:00Z'", TableClient.CreateQueryFilter($"A ge {Noon}"));
        Assert.Equal("A ge datetime'2026-07-01T12:00:00Z'", TableClient.CreateQueryFilter($"A ge {Noon.UtcDateTime}"));
        Assert.Equal("A eq null", TableClient.CreateQueryFilter($"A eq {null}"));
    }

    [Fact]
    public void Takes_no_value_it_cannot_quote()
        => Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {DayOfWeek.Friday}"));

    [Fact]
    public void Keeps_braces_and_ignores_the_machine_s_language()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("A eq '{0}' and B eq 1.5", TableClient.CreateQueryFilter($"A eq {"{0}"} and B eq {1.5}"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void No_filter_is_no_filter()
    {
        Assert.Null(TableClient.CreateQueryFilter(null!));
        Assert.Equal("TableName eq 'x'", TableServiceClient.CreateQueryFilter($"TableName eq {"x"}"));
    }
}
