using System.Globalization;

namespace EngagementPipeline.Core.Shared;

public enum Change
{
    Same,
    Removed,
    Added,
}

/// <summary>A stretch of text that stands in both versions, only in the earlier, or only in the later.</summary>
public sealed record DiffPiece(Change Change, string Text);

/// <summary>
/// What an edit took out and put in, word by word: the longest common run of words stays, and what changed between two words that changed
/// is shown as one. Pure; what stays and what was removed give the earlier text, what stays and what was added the later.
/// </summary>
public static class WordDiff
{
    /// <summary>Of the table of one comparison: 16 MB. Two texts of a thousand words that have nothing in common fit; beyond that, all is new.</summary>
    private const long MostCells = 4_000_000;

    public static IReadOnlyList<DiffPiece> Of(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (a, b) = (Split(before), Split(after));
        var start = 0;
        while (start < a.Count && start < b.Count && a[start] == b[start])
            start++;
        var end = 0;
        while (end < a.Count - start && end < b.Count - start && a[^(end + 1)] == b[^(end + 1)])
            end++;

        var steps = new List<DiffPiece>();
        steps.AddRange(a.Take(start).Select(text => new DiffPiece(Change.Same, text)));
        steps.AddRange(Middle(a[start..(a.Count - end)], b[start..(b.Count - end)]));
        steps.AddRange(a.TakeLast(end).Select(text => new DiffPiece(Change.Same, text)));
        return Joined(steps);
    }

    /// <summary>By the longest common subsequence.</summary>
    private static List<DiffPiece> Middle(List<string> a, List<string> b)
    {
        if ((a.Count + 1L) * (b.Count + 1L) > MostCells)
            return [.. a.Select(text => new DiffPiece(Change.Removed, text)), .. b.Select(text => new DiffPiece(Change.Added, text))];

        var longest = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
                longest[i, j] = a[i] == b[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        }

        var steps = new List<DiffPiece>();
        var (x, y) = (0, 0);
        while (x < a.Count || y < b.Count)
        {
            if (x < a.Count && y < b.Count && a[x] == b[y])
            {
                steps.Add(new(Change.Same, a[x]));
                (x, y) = (x + 1, y + 1);
            }
            else if (x < a.Count && (y == b.Count || longest[x + 1, y] >= longest[x, y + 1]))
            {
                steps.Add(new(Change.Removed, a[x++]));
            }
            else
            {
                steps.Add(new(Change.Added, b[y++]));
            }
        }

        return steps;
    }

    /// <summary>Between two common words everything removed stands before everything added, and a blank between two changes goes with them.</summary>
    private static List<DiffPiece> Joined(List<DiffPiece> steps)
    {
        var joined = new List<DiffPiece>();
        var (removed, added) = ("", "");
        for (var i = 0; i < steps.Count; i++)
        {
            var (change, text) = steps[i];
            if (change == Change.Removed)
                removed += text;
            else if (change == Change.Added)
                added += text;
            else if ((removed + added).Length > 0 && string.IsNullOrWhiteSpace(text) && i + 1 < steps.Count && steps[i + 1].Change != Change.Same)
                (removed, added) = (removed + text, added + text);
            else
            {
                Flush();
                if (joined is [.., { Change: Change.Same } last])
                    joined[^1] = last with { Text = last.Text + text };
                else
                    joined.Add(steps[i]);
            }
        }

        Flush();
        return joined;

        void Flush()
        {
            if (removed.Length > 0)
                joined.Add(new(Change.Removed, removed));
            if (added.Length > 0)
                joined.Add(new(Change.Added, added));
            (removed, added) = ("", "");
        }
    }

    /// <summary>Words with their apostrophes and accents, runs of blanks, and everything else sign by sign.</summary>
    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var elements = StringInfo.GetTextElementEnumerator(text);
        var last = Sort.Sign;
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            var sort = char.IsWhiteSpace(element, 0) ? Sort.Blank : char.IsLetterOrDigit(element, 0) || element is "'" or "’" ? Sort.Word : Sort.Sign;
            if (parts.Count > 0 && sort == last && sort != Sort.Sign)
                parts[^1] += element;
            else
                parts.Add(element);
            last = sort;
        }

        return parts;
    }

    private enum Sort
    {
        Word,
        Blank,
        Sign,
    }
}
