using EngagementPipeline.Testing;
using static Azure.Data.Tables.Tests.Tables;

namespace Azure.Data.Tables.Tests;

/// <summary>Every type a column can have comes back as it went.</summary>
public sealed class ValueTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Instant = new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.FromHours(1)).AddTicks(1_234_567);

    public static TheoryData<object> Values => new((object[])
    [
        "", "words", "It's \"quoted\"\r\n\t\u0001 \\ {}", "Żółć 🎉 مرحبا", true, false, 0, int.MinValue, int.MaxValue,
        0L, 5L, long.MinValue, long.MaxValue, 0.0, 5.0, -0.1, 1e300, double.Epsilon, double.MaxValue,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), Array.Empty<byte>(), new byte[] { 0, 255, 10, 13 },
    ]);

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_column_keeps_its_value_and_type(object value)
    {
        var table = await azurite.ATableAsync();

        await table.AddEntityAsync(new TableEntity("p", "r") { ["Column"] = value }, Token);

        var back = (await table.ReadAsync("p", "r"))["Column"];
        Assert.IsType(value.GetType(), back);
        Assert.Equal(value, back);
    }

    [Fact]
    public async Task Instants_come_back_in_utc_to_the_tick_however_they_are_asked_for()
    {
        var table = await azurite.ATableAsync();

        await table.AddEntityAsync(new TableEntity("p", "r") { ["Offset"] = Instant, ["Time"] = Instant.UtcDateTime }, Token);

        var row = await table.ReadAsync("p", "r");
        Assert.Equal((Instant, Instant), (row.GetDateTimeOffset("Offset"), row.GetDateTimeOffset("Time")));
        Assert.Equal((Instant.UtcDateTime, DateTimeKind.Utc), (row.GetDateTime("Offset")!.Value, row.GetDateTime("Time")!.Value.Kind));
    }

    [Fact]
    public async Task Binary_data_is_stored_as_bytes()
    {
        var table = await azurite.ATableAsync();

        await table.AddEntityAsync(new TableEntity("p", "r") { ["Data"] = new BinaryData([1, 2]) }, Token);

        var row = await table.ReadAsync("p", "r");
        Assert.Equal([1, 2], row.GetBinary("Data"));
        Assert.Equal([1, 2], row.GetBinaryData("Data").ToArray());
    }

    [Fact]
    public async Task A_class_s_enums_are_stored_by_name()
    {
        var table = await azurite.ATableAsync();

        await table.AddEntityAsync(new EveryType { PartitionKey = "p", RowKey = "r", Day = DayOfWeek.Friday }, Token);

        Assert.Equal("Friday", (await table.ReadAsync("p", "r")).GetString("Day"));
    }

    [Fact]
    public async Task A_row_can_be_read_changed_and_written_back_with_nothing_added()
    {
        var table = await azurite.ATableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["N"] = 1 }, Token);

        var row = await table.ReadAsync("p", "r");
        row["N"] = 2;
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Token);

        var keys = (await table.ReadAsync("p", "r")).Keys.Order(StringComparer.Ordinal);
        Assert.Equal(["N", "PartitionKey", "RowKey", "Timestamp", "odata.etag"], keys);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_class_comes_back_as_it_went(EveryType row)
    {
        var table = await azurite.ATableAsync();

        await table.AddEntityAsync(row, Token);

        var back = (await table.GetEntityAsync<EveryType>(row.PartitionKey, row.RowKey, cancellationToken: Token)).Value;
        Assert.Equal(row.Shown, back.Shown);
        Assert.NotEqual(default, back.ETag);
        Assert.NotNull(back.Timestamp);
    }

    public static TheoryData<EveryType> Rows => new(
        new EveryType { PartitionKey = "p", RowKey = "nothing" },
        new EveryType
        {
            PartitionKey = "p",
            RowKey = "everything",
            Text = "words",
            Flag = true,
            MaybeFlag = false,
            Small = -1,
            MaybeSmall = 0,
            Large = long.MaxValue,
            MaybeLarge = 7,
            Real = double.NaN,
            MaybeReal = 5,
            Id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
            MaybeId = Guid.Empty,
            Time = Instant.UtcDateTime,
            MaybeTime = Instant.UtcDateTime,
            Offset = Instant,
            MaybeOffset = Instant,
            Day = DayOfWeek.Friday,
            MaybeDay = DayOfWeek.Monday,
            Bytes = [1, 2, 3],
            Data = new BinaryData("data"),
        });

    [Fact]
    public async Task A_class_says_with_attributes_which_columns_it_has_and_how_they_are_called()
    {
        var table = await azurite.ATableAsync();

        await table.AddEntityAsync(new Renamed { PartitionKey = "p", RowKey = "r", Here = "kept", Secret = "left out", Field = 4 }, Token);

        var stored = await table.ReadAsync("p", "r");
        var back = (await table.GetEntityAsync<Renamed>("p", "r", cancellationToken: Token)).Value;
        Assert.Equal(("kept", 4, 8), (stored.GetString("there"), stored.GetInt32("Field"), stored.GetInt32("Computed")));
        Assert.False(stored.ContainsKey("Secret") || stored.ContainsKey("Here"));
        Assert.Equal(("kept", null, 4), (back.Here, back.Secret, back.Field));
    }

    [Fact]
    public async Task Keys_that_a_class_implements_explicitly_are_stored()
    {
        var table = await azurite.ATableAsync();

        await table.AddEntityAsync(new Explicit { Story = "s", Words = "w" }, Token);

        var back = (await table.GetEntityAsync<Explicit>("story", "s", cancellationToken: Token)).Value;
        Assert.Equal(("s", "w"), (back.Story, back.Words));
        Assert.NotEqual(default, ((ITableEntity)back).ETag);
    }

    [Fact]
    public async Task A_column_of_another_type_than_the_class_s_is_an_error_but_for_text_which_stays_empty()
    {
        var table = await azurite.ATableAsync();
        await table.AddEntityAsync(new TableEntity("p", "text") { ["Text"] = 5 }, Token);
        await table.AddEntityAsync(new TableEntity("p", "large") { ["Large"] = 5 }, Token);
        await table.AddEntityAsync(new TableEntity("p", "real") { ["Real"] = 5 }, Token);

        var text = await table.GetEntityAsync<EveryType>("p", "text", cancellationToken: Token);
        var real = await table.GetEntityAsync<EveryType>("p", "real", cancellationToken: Token);

        Assert.Null(text.Value.Text);
        Assert.Equal(5.0, real.Value.Real);
        await Assert.ThrowsAsync<InvalidOperationException>(() => table.GetEntityAsync<EveryType>("p", "large", cancellationToken: Token));
    }

    [Fact]
    public async Task What_the_service_has_no_type_for_is_refused_by_name_before_it_is_sent()
    {
        var transport = new FaultTransport();
        var table = new TableClient(azurite.ConnectionString, "none", With(transport));

        var refusal = await Assert.ThrowsAsync<NotSupportedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r") { ["Price"] = 1.5m }, Token));
        await Assert.ThrowsAsync<NotSupportedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r") { ["Day"] = DayOfWeek.Friday }, Token));
        var somewhere = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Local);
        await Assert.ThrowsAsync<NotSupportedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r") { ["When"] = somewhere }, Token));

        Assert.Contains("Price", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(transport.Sent);
    }
}
