namespace EngagementPipeline.Core.Reports.Claims;

/// <summary>
/// Patterns as they are written down: words, <c>(one|or the other)</c>, <c>[perhaps this]</c>, and <c>{names}</c> of patterns made elsewhere.
/// </summary>
internal sealed class PatternText
{
    private readonly List<string> _pieces;
    private readonly IReadOnlyDictionary<string, Pattern> _named;
    private int _at;

    private PatternText(string text, IReadOnlyDictionary<string, Pattern> named)
    {
        foreach (var sign in "()[]|")
            text = text.Replace(sign.ToString(), $" {sign} ", StringComparison.Ordinal);
        _pieces = [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        _named = named;
    }

    public static Pattern Read(string text, IReadOnlyDictionary<string, Pattern> named)
    {
        var reader = new PatternText(text, named);
        var pattern = reader.Choices();
        return reader._at == reader._pieces.Count ? pattern : throw new FormatException($"No pattern: {text}");
    }

    private Pattern Choices()
    {
        var choices = new List<Pattern> { Row() };
        while (_at < _pieces.Count && _pieces[_at] == "|")
        {
            _at++;
            choices.Add(Row());
        }

        return choices is [var one] ? one : Pattern.OneOf(choices);
    }

    private Pattern Row()
    {
        var parts = new List<Pattern>();
        while (_at < _pieces.Count && _pieces[_at] is not (")" or "]" or "|"))
        {
            var piece = _pieces[_at++];
            parts.Add(piece switch
            {
                "(" => Closed(")"),
                "[" => Pattern.Perhaps(Closed("]")),
                ['{', .. var name, '}'] => _named[name],
                _ => Pattern.Word(piece),
            });
        }

        return Pattern.InARow([.. parts]);
    }

    private Pattern Closed(string end)
    {
        var inside = Choices();
        return _at < _pieces.Count && _pieces[_at++] == end ? inside : throw new FormatException($"No {end} after {string.Join(' ', _pieces)}");
    }
}
