namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>What the word lists know of a word. One word may be several things.</summary>
[Flags]
internal enum Known
{
    Nothing = 0,
    FirstName = 1,
    NameAlsoThing = 2,
    NameAlsoIdea = 4,
    NameAlsoPlaceOrTime = 8,
    Surname = 16,

    /// <summary>A nationality, language, ethnic group or faith.</summary>
    People = 32,

    /// <summary>A country, county or far city.</summary>
    Country = 64,

    /// <summary>A brand, school subject, festival, abbreviation or form of address: has a capital, is no name.</summary>
    Thing = 128,

    /// <summary>An ordinary word, itself or without its ending.</summary>
    Ordinary = 256,
    Place = 512,
    LargePlace = 1024,

    AnyFirstName = FirstName | NameAlsoThing | NameAlsoIdea | NameAlsoPlaceOrTime,

    /// <summary>A capital on one of these says nothing.</summary>
    NoName = People | Country | Thing | Ordinary | Place | LargePlace,
}
