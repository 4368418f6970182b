using System.Text;

namespace EngagementPipeline.Core.Stories.Imports;

/// <summary>
/// Fields as Word writes them through the text: a beginning, an instruction such as <c>HYPERLINK "https://…"</c>, what the field shows, and an end. Fields stand in
/// fields. Nothing is ever carried out: only links are understood.
/// </summary>
internal sealed class WordFields
{
    public const int LongestInstruction = 4_000;
    private const int Deepest = 50;

    private readonly Stack<OpenField> _open = [];

    /// <summary>Whether what stands here is an instruction, which nobody sees.</summary>
    public bool Hides => _open.Any(open => !open.Shows);

    /// <summary>Where the innermost link leads.</summary>
    public string? Link => _open.Select(open => open.Link).FirstOrDefault(link => link is not null);

    /// <summary>What the instruction of the innermost field is written to.</summary>
    public StringBuilder Instruction => _open.TryPeek(out var open) ? open.Instruction : new StringBuilder();

    /// <summary>A field whose instruction is known already. False for a link that leads to something that a story may not lead to.</summary>
    public bool Begin(string instruction)
    {
        var (leads, link) = LinkIn(instruction);
        if (_open.Count < Deepest)
            _open.Push(new() { Shows = true, Link = link });
        return leads;
    }

    /// <param name="kind"><c>begin</c>, <c>separate</c> or <c>end</c>.</param>
    /// <returns>As <see cref="Begin"/>.</returns>
    public bool Mark(string? kind)
    {
        if (kind == "begin" && _open.Count < Deepest)
            _open.Push(new());
        else if (kind == "separate" && _open.TryPeek(out var field))
        {
            (var leads, field.Link) = LinkIn(field.Instruction.ToString());
            field.Shows = true;
            return leads;
        }
        else if (kind == "end")
            _open.TryPop(out _);
        return true;
    }

    private static (bool Leads, string? Link) LinkIn(string instruction)
    {
        var words = instruction.Trim();
        if (!words.StartsWith("HYPERLINK", StringComparison.OrdinalIgnoreCase) || words.Contains("\\l ", StringComparison.Ordinal))
            return (true, null);
        var target = words["HYPERLINK".Length..].Trim();
        target = target.StartsWith('"') && target.IndexOf('"', 1) is > 1 and var end ? target[1..end] : target.Split(' ')[0];
        var address = MarkdownText.AddressOf(target);
        return (address is not null, address);
    }

    private sealed class OpenField
    {
        public StringBuilder Instruction { get; } = new();

        public bool Shows { get; set; }

        public string? Link { get; set; }
    }
}
