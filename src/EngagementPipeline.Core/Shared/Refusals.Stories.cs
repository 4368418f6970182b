namespace EngagementPipeline.Core.Shared;

public static partial class Refusals
{
    public static Refusal SlugTaken(Slug slug) =>
        new("slug-taken", "Another story has this address", 409, $"Choose another address than {slug}.",
            new Dictionary<string, IReadOnlyList<string>> { ["slug"] = ["Is the address of another story."] });

    public static Refusal SlugFixed(Slug slug) =>
        new("slug-fixed", "This story's address can no longer change", 409, $"People have been given /s/{slug}/. Keep it, or make a new story.",
            new Dictionary<string, IReadOnlyList<string>> { ["slug"] = [$"Must stay {slug}."] });

    public static Refusal ProjectFixed { get; } =
        new("project-fixed", "A story stays with its project", 409, "Its quotes were given to that project. Make a new story for another one.",
            new Dictionary<string, IReadOnlyList<string>> { ["project"] = ["Can't change once the story exists."] });

    /// <summary>The story as it is written may not be shown yet.</summary>
    public static Refusal NotPublishable(IReadOnlyList<DocumentProblem> problems) =>
        new("not-publishable", "This story can't be published yet", 422, "See to the problems, then publish it again.") { Problems = problems };

    public static Refusal NotPublished { get; } =
        new("not-published", "This story was never published", 409, "There is nothing at its address to take down.");

    public static Refusal NotOnShow { get; } =
        new("not-on-show", "This story is not on show", 409, "Publish it first; then it can be announced.");

    public static Refusal RepeatsWords { get; } =
        new("repeats-words", "It repeats what a young person said", 422, "Words can be taken back, and what was sent can't. Say it in your own words: in the introduction, the title, the summary and what describes the picture.");

    public static Refusal NoLists { get; } =
        new("no-lists", "No list is set up to send to", 409, "Ask whoever looks after this service for the setting Graph__Lists.");

    /// <param name="what">When and to whom, in a sentence.</param>
    public static Refusal AnnouncedAlready(string what) =>
        new("announced-already", "They were told of this story already, or will be", 409, $"{what} Send it again only if they should get it twice.");

    public static Refusal TooLateToCallOff { get; } =
        new("too-late-to-call-off", "It can no longer be called off", 409, "It has been sent, or is just being sent. Look at the page again.");

    /// <summary>Something that is neither a picture nor a sound we can make safe; SVG is a document that can run scripts, and is one of them.</summary>
    public static Refusal MediaTypeUnknown(string accepted) =>
        new("media-type-unknown", "Pictures and sounds of this type are not accepted", 415, $"Send one of {accepted}, and say so in Content-Type.");

    public static Refusal MediaIsOther { get; } =
        new("media-is-other", "The file is not what its type says", 422, "Save it again as the type it should have, then send that.");

    /// <summary>A consent that it hung on has ended.</summary>
    public static Refusal MediaErased { get; } =
        new("media-erased", "This picture or sound is gone", 409, "Somebody took back that it may be shown. It is erased, and cannot be brought back.");

    public static Refusal MediaBroken { get; } =
        new("media-broken", "The file is not whole, or is of a kind that can't be made safe", 422, "Open it, save it again, then send that. A picture that moves is not accepted.");

    public static Refusal MediaTooManyPixels(string side, string millions) =>
        new("media-too-many-pixels", "The picture is too large to show", 422, $"At most {side} pixels a side and {millions} million in all. Make it smaller, then send that.");
}
