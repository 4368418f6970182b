namespace EngagementPipeline.Core.Shared;

public static partial class Refusals
{
    public static Refusal ImportUnknown { get; } =
        new("import-unknown", "This is neither a Word document nor the archive of a story", 422,
            "Send a .docx as Word saves it, or the .zip that this service gave you.",
            new Dictionary<string, IReadOnlyList<string>> { ["file"] = ["Is neither a Word document (.docx) nor the archive of a story (.zip)."] });

    /// <summary>Word keeps a locked document, and everything that is older than 2007, in another kind of file.</summary>
    public static Refusal ImportLocked { get; } =
        new("import-locked", "This document is locked with a password, or in Word's old format", 422,
            "Open it in Word, take the password off, save it as a Word document (.docx), and choose that.",
            new Dictionary<string, IReadOnlyList<string>> { ["file"] = ["Is locked with a password, or in Word's old format (.doc)."] });

    public static Refusal ImportHasMacros { get; } =
        new("import-has-macros", "This document has macros in it", 422,
            "Nothing of it was opened. Save it in Word as a document without macros (.docx), and choose that.",
            new Dictionary<string, IReadOnlyList<string>> { ["file"] = ["Has macros in it. Save it as a Word document without macros."] });

    /// <summary><paramref name="part"/>: which part of the file, by its own name there.</summary>
    public static Refusal ImportBroken(string part, string message) =>
        new("import-broken", "The file is not whole", 422, "Open it where it was made, save it again, and choose that.",
            new Dictionary<string, IReadOnlyList<string>> { [part] = [message] });

    /// <summary>A part that becomes far larger than any story when it is unpacked.</summary>
    public static Refusal ImportTooLarge(string part, string message) =>
        new("import-too-large", "The file holds more than can be taken in", 422, "Make it smaller, or divide it, and choose the parts one after the other.",
            new Dictionary<string, IReadOnlyList<string>> { [part] = [message] });

    public static Refusal ImportUnsafe(string part, string message) =>
        new("import-unsafe", "The file has something in it that no document needs", 422, "Open it where it was made, save it again, and choose that.",
            new Dictionary<string, IReadOnlyList<string>> { [part] = [message] });
}
