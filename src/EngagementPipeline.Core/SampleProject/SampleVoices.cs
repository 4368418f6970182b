namespace EngagementPipeline.Core.SampleProject;

/// <summary>
/// Who was spoken to in the sample, and what they said. All of it is invented: nobody said these words, and every page that
/// shows them says so. They follow the three questions that real groups were asked: what happens, how it feels, what would help.
/// </summary>
internal static class SampleVoices
{
    public static readonly IReadOnlyList<SampleSession> Sessions =
    [
        new("primary", DaysAgo: 62, "Riverside (invented)", "school", "primary", GroupSize: 9),
        new("secondary", DaysAgo: 55, "Hilltop (invented)", "school", "secondary", GroupSize: 12),
        new("club", DaysAgo: 48, "Harbour youth club (invented)", "youth-club", "mixed", GroupSize: 7),
        new("online", DaysAgo: 41, "Online evening (invented)", "online", "post-16", GroupSize: 5),
    ];

    public static readonly IReadOnlyList<SampleQuote> Quotes =
    [
        new("rules", "primary", "under-13", "experience", "Primary pupil",
            "When we pick teams they tell me I won't know the rules, because of my scarf. I have played since I was five. I know all the rules."),
        new("shop", "secondary", "13-15", "experience", "Young person, 14",
            "The guard follows us round the shop. My other friends went in on Saturday and nobody followed them. We tried it twice, to be sure."),
        new("english", "online", "16-17", "experience", "Young person, 17",
            "A teacher told me my English was really good. I was born here. It was meant kindly. I smiled, and I thought about it all the way home."),
        new("drink", "club", "13-15", "experience", "Young person, 15",
            "I use a wheelchair. People ask my mum what I would like to drink."),
        new("garage", "secondary", "13-15", "experience", "Young person, 15",
            "I put down childcare for work experience. Everyone laughed, and somebody had already written ‘garage’ on my form."),

        new("tummy", "primary", "under-13", "feeling", "Primary pupil",
            "My tummy goes tight, like before a test. But there isn't a test."),
        new("checking", "club", "13-15", "feeling", "Young person, 14",
            "You start checking yourself before you go out. Hood down, hands out of pockets, smile. It is tiring, being careful all day."),
        new("quieter", "secondary", "13-15", "feeling", "Young person, 15",
            "I got quieter. Not all at once. I just stopped putting my hand up, and nobody asked why."),
        new("nice", "online", "16-17", "feeling", "Young person, 16",
            "It's worse when the person is nice. If they were horrible I could be angry. When they're nice I just feel small."),

        new("ask", "primary", "under-13", "change", "Primary pupil",
            "Ask me. Don't guess me. I am good at answering."),
        new("name", "secondary", "13-15", "change", "Young person, 13",
            "Say my name right. If you get it wrong, say sorry and try again. It takes about a week and then you know it."),
        new("minute", "online", "16-17", "change", "Young person, 17",
            "Before you decide what I am like, wait one minute. Then ask what you actually know."),
        new("believe", "club", "16-17", "change", "Young person, 16",
            "When somebody tells you it hurt, believe them first. You can ask your questions after."),
    ];

    public static readonly IReadOnlyList<SampleOutcome> Outcomes =
    [
        new("names", DaysAgo: 20, ["name", "ask"], "Ask us, and say our names right.",
            "Every school in the area now asks each child how to say their name. Teachers write it down the way it sounds."),
        new("shops", DaysAgo: 12, ["shop", "checking", "believe"], "Guards follow some of us round the shop, and nobody believes us.",
            "We met the shops in town. Their guards now learn about this in their first week, and your words are part of the lesson."),
    ];
}

/// <summary>What came of some of the quotes; invented, like them.</summary>
internal sealed record SampleOutcome(string Key, int DaysAgo, IReadOnlyList<string> Quotes, string YouSaid, string WeDid);

/// <summary>A conversation with a group; its place is invented too.</summary>
internal sealed record SampleSession(string Key, int DaysAgo, string Place, string Setting, string Phase, int GroupSize);

/// <summary>One invented quote, its speaker's age band, and the credit that stands under it.</summary>
internal sealed record SampleQuote(string Key, string Session, string AgeBand, string Prompt, string Credit, string Words);
