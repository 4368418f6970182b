using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Archives;

/// <summary>What stands beside the page in plain words, for whoever finds the file one day.</summary>
internal static class ArchiveReadme
{
    public static string Of(StoryDocument document, DateTimeOffset at, int quotes, bool comesBack)
    {
        var when = string.Create(CultureInfo.InvariantCulture, $"{London.ClockOf(at):d MMMM yyyy 'at' HH:mm}");
        var count = quotes == 1 ? "1 quote" : string.Create(CultureInfo.InvariantCulture, $"{quotes} quotes");
        var back = comesBack
            ? "To bring the story back, start a story and choose this zip. The quotes come from the\nproject then, those that may be shown; none is taken from here."
            : "This copy is too large to bring the story back from it: a zip of up to 20 MB is taken in.\nThe story itself stays where it is; this is for reading.";
        return $"""
            {(document.Title.Length > 0 ? document.Title : "A story without a title")}

            This is a copy of a story, made on {when} (London time).
            To read it, unpack it and open index.html. It needs no internet.
            Nothing you read or press in it is counted or sent.

            BEFORE YOU KEEP IT OR PASS IT ON
            It shows {count} of young people, with their consent as it was at that moment.
            A young person may take their words back at any time, and a consent may run out.
            This copy cannot know that. When it happens, destroy this copy and every copy of it.
            Whoever gave you this can tell you whether the words may still be shown.

            WHAT IS IN IT
            index.html   the page
            media        its pictures and sounds
            story.json   the story as it was written, without any quote's words
            media.json   which picture belongs to which card, and on whose consent it hangs (by number)

            {back}

            """.ReplaceLineEndings("\r\n");
    }
}
