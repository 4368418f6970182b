using System.Globalization;
using System.Text;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Identity;

namespace EngagementPipeline.Core.Tests.Voices.Identity;

/// <summary>A piece of an invented quote that should be warned about.</summary>
public sealed record Mark(IdentityKind Kind, int Start, int Length);

/// <summary>What a quote was used for; labelled-quotes.tsv says how they came about.</summary>
public enum Part
{
    TunedOn,
    HeldOut,
    WrittenLast,
    Fresh,
}

/// <summary>An invented quote, its marks taken out of the words.</summary>
public sealed record LabelledQuote(int Number, string Speaker, string Words, IReadOnlyList<Mark> Marks)
{
    public Part Part => Number > 1100 ? Part.Fresh : Number > 900 ? Part.WrittenLast : Number < 500 && Number % 3 == 0 ? Part.HeldOut : Part.TunedOn;
}

/// <summary>Reads labelled-quotes.tsv, whose first lines say how it is written and marked.</summary>
public static class LabelledQuotes
{
    public static IReadOnlyList<LabelledQuote> Read()
    {
        using var stream = typeof(LabelledQuotes).Assembly.GetManifestResourceStream("labelled-quotes.tsv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n').Where(line => line is not ([] or ['#', ..])).Select(Parse).ToList();
    }

    private static LabelledQuote Parse(string line)
    {
        var columns = line.Split('\t');
        if (columns.Length != 3)
            throw new FormatException($"Not three columns: {line}");

        var (marked, words, marks) = (columns[2], new StringBuilder(), new List<Mark>());
        for (var i = 0; i < marked.Length;)
        {
            if (!marked.AsSpan(i).StartsWith("[["))
            {
                words.Append(marked[i++]);
                continue;
            }

            var (colon, end) = (marked.IndexOf(':', i), marked.IndexOf("]]", i, StringComparison.Ordinal));
            marks.Add(new Mark(Kebab.Parse<IdentityKind>(marked[(i + 2)..colon]), words.Length, end - colon - 1));
            words.Append(marked, colon + 1, end - colon - 1);
            i = end + 2;
        }

        return new LabelledQuote(int.Parse(columns[0], CultureInfo.InvariantCulture), columns[1], words.ToString(), marks);
    }
}
