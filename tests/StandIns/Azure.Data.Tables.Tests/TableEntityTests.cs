namespace Azure.Data.Tables.Tests;

public sealed class TableEntityTests
{
    [Fact]
    public void Has_no_value_for_a_column_that_is_not_there()
    {
        var row = new TableEntity("p", "r");

        Assert.Null(row["Missing"]);
        Assert.Null(row.GetString("Missing"));
        Assert.Null(row.GetInt32("Missing"));
        Assert.Null(row.Timestamp);
        Assert.Equal(default, row.ETag);
        Assert.Throws<ArgumentException>(() => row[""]);
    }

    [Fact]
    public void Refuses_to_return_a_column_as_another_type()
    {
        var row = new TableEntity { ["N"] = 5, ["Text"] = "5" };

        Assert.Throws<InvalidOperationException>(() => row.GetInt64("N"));
        Assert.Throws<InvalidOperationException>(() => row.GetInt32("Text"));
        Assert.Throws<InvalidOperationException>(() => row.GetGuid("Text"));
    }

    [Fact]
    public void A_number_keeps_the_type_it_first_had()
    {
        var row = new TableEntity { ["Double"] = 1.5, ["Long"] = 1L, ["Int"] = 1, ["Text"] = "x", ["Empty"] = null };

        row["Double"] = 2;
        row["Long"] = 2;
        row["Int"] = 2L;
        row["Empty"] = 2;
        row["Text"] = null;

        Assert.Equal((2.0, 2L, 2L, 2), (row.GetDouble("Double"), row.GetInt64("Long"), row.GetInt64("Int"), row.GetInt32("Empty")));
        Assert.Null(row.GetString("Text"));
        Assert.Throws<InvalidOperationException>(() => row["Double"] = "text");
    }

    [Fact]
    public void Is_a_dictionary_of_its_columns_keys_and_stamps_included()
    {
        var row = new TableEntity(new Dictionary<string, object> { ["PartitionKey"] = "p", ["N"] = 1 }) { RowKey = "r" };
        row.Add("M", 2);

        Assert.Equal(["M", "N", "PartitionKey", "RowKey"], row.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((4, "p"), (row.Count, row.PartitionKey));
        Assert.True(row.Remove("M") && !row.ContainsKey("M"));
        Assert.True(row.TryGetValue("N", out var n) && n is 1);
        Assert.Throws<ArgumentException>(() => row.Add("N", 1));
        row.Clear();
        Assert.Empty(row);
    }
}
