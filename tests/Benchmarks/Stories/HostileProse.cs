using System.Globalization;
using System.Text;

namespace Benchmarks.Stories;

/// <summary>
/// A text made to cost a parser of Markdown as much as it can: parts, each some signs that are said over and over. It changes a little at a time, so that
/// a search can climb from a costly text to a costlier one.
/// </summary>
internal sealed class HostileProse
{
    private static readonly string[] Signs =
    [
        "> ", ">", "- ", "+ ", "* ", "1. ", "1) ", "12. ", "-\n", "1.\n", "  ", "    ", "   ", "\t", " ", "\n", "\n\n", "  \n", "\\\n", "a", "a ", "aaaaaaaaa", "a\n",
        "*", "**", "***", "_", "__", "*a", "a*", "*a_", "**a*", "[", "]", "![", "[]", "[a]", "[a](", "](", "[a](b", "[a](<b", "[a](b \"", "[a](b 'c", "[a]((", "(", ")", "()", "\"", "'",
        "[a]:", "[a]: b\n", "[a]: b 'c\n", "[a]: <b\n", "\n[a]: b\n\n", "[a][", "[a][a]", "`", "``", "`a", "```\n", "\n```\n", "~~~\n", "~", "<", "<a", "<a:", "<a@", "<a@b.c", "<http://a>", ">a",
        "&", "&amp;", "&#x", "&#1;", "&a", "&#x41;", "\\", "\\*", "\\[", "\\a", "---\n", "- - -\n", "***\n", "===\n", "=\n", "-", "--", "!", "!!", ":", "|", "#", "# a\n", "<!--", "<b>", "</",
        "http://a.b ", "mailto:a@b.c", "\u00a0", "é", "\U0001f600", "\u200b", ".", ",", "0", "1",
    ];

    private readonly List<(string Signs, int Times)> _parts;

    private HostileProse(List<(string Signs, int Times)> parts) => _parts = parts;

    public static HostileProse Some(Random random) => new([.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Part(random))]);

    public HostileProse Changed(Random random)
    {
        var parts = _parts.ToList();
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            var at = random.Next(parts.Count);
            switch (random.Next(7))
            {
                case 0: parts.Insert(at, Part(random)); break;
                case 1 when parts.Count > 1: parts.RemoveAt(at); break;
                case 2: parts[at] = (parts[at].Signs, Math.Max(1, parts[at].Times / 2)); break;
                case 3: parts[at] = (parts[at].Signs, Math.Min(10_000, parts[at].Times * 2)); break;
                case 4: parts[at] = (parts[at].Signs, Math.Max(1, parts[at].Times + random.Next(-9, 10))); break;
                case 5: parts[at] = (parts[at].Signs + Signs[random.Next(Signs.Length)], parts[at].Times); break;
                default: parts[at] = (Signs[random.Next(Signs.Length)], parts[at].Times); break;
            }
        }

        return new(parts);
    }

    public string Text(int most)
    {
        var text = new StringBuilder(most);
        foreach (var (signs, times) in _parts)
        {
            for (var i = 0; i < times && text.Length < most; i++)
                text.Append(signs);
        }

        return text.Length > most ? text.ToString(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most) : text.ToString();
    }

    public override string ToString() => string.Join(" + ", _parts.Select(part => string.Create(
        CultureInfo.InvariantCulture, $"{part.Times:N0} × \"{part.Signs.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)}\"")));

    private static (string Signs, int Times) Part(Random random) =>
        (string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Signs[random.Next(Signs.Length)])), (int)Math.Pow(10, random.NextDouble() * 4));
}
