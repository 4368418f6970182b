using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Stories.Imports;

/// <summary>A story as it stands in a file, before its pictures are kept. <paramref name="Pictures"/>: by card, the part of the file that holds its picture.</summary>
internal sealed record FileStory(string Title, string Summary, LanguageTag Language, IReadOnlyList<Card> Cards, IReadOnlyDictionary<string, string> Pictures);

/// <summary>Word documents (ISO/IEC 29500), as Word saves them and as a Sway does when it is exported.</summary>
internal static class WordFile
{
    private const string ContentTypes = "[Content_Types].xml";
    private const string UsualPart = "word/document.xml";

    public static bool Is(PackedFile file) => file.Has(ContentTypes);

    public static FileStory Read(PackedFile file, ImportNotes notes)
    {
        var part = MainPart(file);
        notes.Add(ImportLoss.Words, null);
        var styles = WordStyles.Read(file);
        var cards = new WordCards(WordNumbering.Read(file), notes);
        using var xml = WordXml.Open(file, part) ?? throw new ImportFault(Refusals.ImportBroken(part, "Is missing."));
        foreach (var block in new WordReader(xml, styles, WordLinks.Of(file, part), part).Blocks())
        {
            if (!cards.Take(block))
                break;
        }

        cards.Finish();
        var language = LanguageTag.TryParse(styles.Language?.Split('-')[0], out var tag) ? tag : LanguageTag.English;
        return new(cards.Title, cards.Summary, language, cards.Cards, cards.Pictures);
    }

    // The list of types says which part is the document, and whether it is one with macros, a workbook, or slides.
    private static string MainPart(PackedFile file)
    {
        var main = "";
        using var xml = WordXml.Open(file, ContentTypes)!;
        while (xml.Read())
        {
            if (!xml.IsStart || xml.Attribute("ContentType") is not { } type)
                continue;
            if (type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase))
                throw new ImportFault(Refusals.ImportHasMacros);
            if (type is "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml" or "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml")
                main = xml.Attribute("PartName")?.TrimStart('/') ?? UsualPart;
        }

        if (file.Names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            throw new ImportFault(Refusals.ImportHasMacros);
        return main.Length > 0 ? main : throw new ImportFault(Refusals.ImportUnknown);
    }
}
