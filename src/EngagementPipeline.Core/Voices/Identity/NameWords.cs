using System.Collections.Frozen;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>The words beside a word that say, or deny, that it is somebody's name.</summary>
internal static class NameWords
{
    public static readonly FrozenSet<string> People = WordSet.Of(
        """
        friend mate bestie bff pal brother bro sister sis twin cousin auntie aunty aunt uncle nephew niece son daughter mum mam
        mom dad stepdad stepmum nan nana nain taid gran grandma grandad boyfriend girlfriend bf gf ex partner husband wife
        neighbour teacher tutor mentor coach head headteacher ta counsellor therapist worker keyworker carer leader manager boss
        nurse doctor officer imam pastor rabbi vicar priest boy girl lad lass kid man woman lady guy bloke person classmate
        teammate flatmate roommate captain governor supply sixth year tutor solicitor lecturer shoutout name named
        """);

    /// <summary>Somebody is spoken to, or spoken of, right after.</summary>
    public static readonly FrozenSet<string> Addressing = WordSet.Of(
        """
        told tell asked ask texted text messaged message thank thanks hugged married dating fancy shoutout dear hi hello hey
        cheers
        """);

    /// <summary>Only people do these.</summary>
    public static readonly FrozenSet<string> HumanActs = WordSet.Of(
        """
        said says saying told tells asked asks laughed laughs shouted shouts whispered thinks thought knows knew wants wanted
        texted messaged rang replied answered cried cries smiled pushed kicked punched hit slapped helped helps hates hated
        loves loved likes liked plays played lives lived wrote threw stole hugged goes reckons reckoned admitted lied told
        promised apologised sorted blamed walked sat stood looked stared grabbed nicked
        """);

    /// <summary>Things do these too, so they speak for a name only where it is seldom anything else.</summary>
    public static readonly FrozenSet<string> Acts = WordSet.Of(
        """
        is was isn't isnt wasn't wasnt won't wont can't cant couldn't wouldn't doesn't doesnt didn't didnt has had hasn't got
        gets went came comes gave took made makes keeps kept never always started stopped left used and has
        """);

    /// <summary>"… from my form".</summary>
    public static readonly FrozenSet<string> Belongings = WordSet.Of("my our year form class work school youth");

    public static readonly FrozenSet<string> Addressed = WordSet.Of("called named is sir mr mrs miss lord lady king princess");

    public static readonly FrozenSet<string> Telling = WordSet.Of("told asked tell ask texted messaged thank");

    public static readonly FrozenSet<string> Speech = WordSet.Of("said says told tells asked asks shouted texted messaged");

    public static readonly FrozenSet<string> Beginnings = WordSet.Of("then and but cos because when so after once like that if where");

    public static readonly FrozenSet<string> Kin = WordSet.Of(
        """
        mum mam mom dad brother sister cousin nan gran grandad house mate mates friend friends boyfriend girlfriend family
        parents auntie uncle phone bag birthday party idea class desk fault lot locker accent
        """);

    public static readonly FrozenSet<string> Pets = WordSet.Of(
        """
        dog dogs cat cats hamster rabbit pig pony horse fish goldfish budgie parrot bunny puppy kitten tortoise gerbil snake rat
        teddy pet lizard doll
        """);

    public static readonly FrozenSet<string> Reverences = WordSet.Of(
        """
        prophet saint st guru king queen prince princess emperor lord lady pharaoh hazrat imam book gospel film movie
        """);

    public static readonly FrozenSet<string> Whereabouts = WordSet.Of(
        """
        in from near to around outside via at by of since until till last next this every during before after
        """);

    /// <summary>How those of the phrases below begin that are said of games and insults too: they need a capital after them.</summary>
    public static readonly FrozenSet<string> AlsoOfThings = WordSet.Of("called call is was are known");

    public static readonly PhraseList MyNameIs = new(
    [
        "my name is", "my name's", "my names", "name is", "name was", "names", "known as", "called me", "call me",
        "i'm called", "im called", "i am called", "is called", "was called", "are called", "he's called", "she's called",
        "fy enw i yw", "fy enw i ydy", "enw i yw", "mam na imie", "nazywam sie", "mera naam", "je m'appelle", "me llamo",
        "magacaygu waa", "benim adim", "ma numesc", "mano vardas",
    ]);
}
