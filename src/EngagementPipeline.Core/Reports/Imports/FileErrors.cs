using System.Globalization;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>What is wrong with a file, by line and column; only the first of very many is kept.</summary>
public sealed class FileErrors
{
    /// <summary>As many as anybody corrects before trying again.</summary>
    private const int Most = 100;

    private static readonly Comparer<(long Line, string Column)> ByLineAndColumn = Comparer<(long Line, string Column)>.Create((a, b) =>
        a.Line != b.Line ? a.Line.CompareTo(b.Line) : string.CompareOrdinal(a.Column, b.Column));

    private readonly SortedDictionary<(long Line, string Column), List<string>> _messages = new(ByLineAndColumn);
    private int _left;

    public bool Any => _messages.Count > 0;

    /// <summary>About the file as a whole.</summary>
    public void Add(string message) => Add(0, null, message);

    /// <param name="line">From 1; the header is line 1.</param>
    /// <param name="column">Null for the line as a whole.</param>
    /// <param name="message">What was expected; never what was found.</param>
    public void Add(long line, string? column, string message)
    {
        if (_messages.Count == Most)
        {
            _left++;
            return;
        }

        if (!_messages.TryGetValue((line, column ?? ""), out var messages))
            _messages[(line, column ?? "")] = messages = [];
        if (!messages.Contains(message))
            messages.Add(message);
    }

    /// <summary><c>file</c>, <c>line 3</c> or <c>line 3, value</c> → what is wrong there.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ByPlace()
    {
        var places = _messages.ToDictionary(m => NameOf(m.Key.Line, m.Key.Column), IReadOnlyList<string> (m) => m.Value);
        if (_left > 0)
            places["more"] = [string.Create(CultureInfo.InvariantCulture, $"There are {_left:N0} further errors.")];
        return places;
    }

    private static string NameOf(long line, string column) =>
        line == 0 ? "file" : string.Create(CultureInfo.InvariantCulture, $"line {line}{(column.Length > 0 ? ", " : "")}{column}");
}
