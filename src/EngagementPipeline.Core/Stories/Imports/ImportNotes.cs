using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Imports;

/// <summary>
/// What somebody has to know of an import: what did not arrive, or not as it was. <paramref name="Where"/>: the heading under which it stood; null for the file's
/// beginning, and for what is true of all of it. <paramref name="Card"/>: the card to look at.
/// </summary>
public sealed record ImportNote(string Code, string? Card, string? Where, string Message);

/// <summary>Gathers notes, each kind once for each place.</summary>
internal sealed class ImportNotes
{
    private const int Most = 100;
    private readonly List<ImportNote> _notes = [];
    private readonly HashSet<(string Code, string? Where, string? Card)> _said = [];

    public IReadOnlyList<ImportNote> All => _notes;

    public void Add(ImportLoss loss, string? where, string? card = null, string? message = null)
    {
        var code = Kebab.Of(loss);
        if (_notes.Count < Most && _said.Add((code, where, card)))
            _notes.Add(new(code, card, where, message ?? MessageOf(loss)));
    }

    private static string MessageOf(ImportLoss loss) => loss switch
    {
        ImportLoss.Words => "Nobody knows here whether the young people whose words stand in this file agreed to them. Take their words out of the text, and put quotes in their place: those come with consent.",
        ImportLoss.QuoteByHand => "This looks like somebody’s own words. It came as text. Put a quote in its place, chosen from the project, and take this card out.",
        ImportLoss.Picture => "A picture could not be taken in. Save it as JPEG or PNG, and add it by hand.",
        ImportLoss.PictureOutside => "A picture is not in the file but somewhere else, and nothing is fetched from there. Add it by hand.",
        ImportLoss.Film => "A film or another thing from the web did not come with the file. Add a film card with its address.",
        ImportLoss.Table => "The words of a table came as paragraphs, row by row.",
        ImportLoss.Footnote => "A footnote was left out.",
        ImportLoss.Comment => "A comment in the margin was left out.",
        ImportLoss.TrackedChange => "There were changes that nobody had accepted. They are taken as accepted: what was crossed out is gone.",
        ImportLoss.Chart => "A chart or diagram was left out. Save it as a picture, and add it by hand.",
        ImportLoss.Embedded => "A file within the file was left out.",
        ImportLoss.Formula => "A formula came as plain text.",
        ImportLoss.Contents => "The table of contents was left out: a story is read from top to bottom.",
        ImportLoss.Hidden => "Hidden text was left out.",
        ImportLoss.InnerLink => "A link to another place in the file was left out; its words are there.",
        ImportLoss.LongHeading => "This heading is longer than a heading may be, so it came as text.",
        ImportLoss.LongParagraph => "A paragraph is longer than anybody reads. It came in pieces without its emphasis, or its end was left out.",
        ImportLoss.Full => "The file holds more than one story may. Everything from here on was left out: divide the file, and make a second story.",
        ImportLoss.QuoteNotUsable => "A quote may not be shown in this project to these readers now, so it was left out.",
        ImportLoss.QuotedParagraph => "This paragraph stands in quotation marks. Was it said by a young person? Then bring it as a quote, chosen from the project: that comes with consent. And take it out of the text.",
        ImportLoss.LostLink => "A link leads to something that a story may not lead to, such as a file on somebody’s computer, so it was left out; its words are there.",
        ImportLoss.ConsentMissing => "A picture or sound shows somebody, or lets them be heard, whose consent can’t be found in this project, has ended, or does not cover it. It was left out.",
        ImportLoss.MediaMissing => "A picture or sound is not in the file, is damaged there, or is another project’s. Add it by hand.",
        _ => throw new ArgumentOutOfRangeException(nameof(loss)),
    };
}
