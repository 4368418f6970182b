using EngagementPipeline.Core.SampleProject;
using EngagementPipeline.Core.Voices.Identity;

namespace EngagementPipeline.Core.Tests.Voices.Identity;

public sealed class IdentityWarningsTests
{
    [Theory]
    [InlineData("Write to robin.invented@example.org please", "email", "robin.invented@example.org")]
    [InlineData("its robin dot invented at example dot org ok", "email", "robin dot invented at example dot org")]
    [InlineData("it's on https://example.org/robin?x=1.", "link", "https://example.org/robin?x=1")]
    [InlineData("see www.example.org today", "link", "www.example.org")]
    [InlineData("look at example.co.uk/us", "link", "example.co.uk/us")]
    [InlineData("look at example.me/us", "link", "example.me/us")]
    [InlineData("I'm @robin_inv3nted on there", "handle", "@robin_inv3nted")]
    [InlineData("my snap is zz.invented77 add me", "handle", "zz.invented77")]
    [InlineData("my gamertag is InventedBadger", "handle", "InventedBadger")]
    [InlineData("they follow invented_badger", "handle", "invented_badger")]
    [InlineData("discord: badger#4410", "handle", "badger#4410")]
    [InlineData("ring 07700 900123 after tea", "phone", "07700 900123")]
    [InlineData("ring 07700-900-123 after tea", "phone", "07700-900-123")]
    [InlineData("ring +44 7700 900 123", "phone", "+44 7700 900 123")]
    [InlineData("ring 00447700900123", "phone", "00447700900123")]
    [InlineData("ring (01632) 960 001", "phone", "(01632) 960 001")]
    [InlineData("+44 (0)1632 960001", "phone", "+44 (0)1632 960001")]
    [InlineData("We're near ZZ9 9ZZ", "postcode", "ZZ9 9ZZ")]
    [InlineData("it is zz99zz", "postcode", "zz99zz")]
    [InlineData("People hear DY18 and laugh", "postcode", "DY18")]
    [InlineData("im from m71 so what", "postcode", "m71")]
    [InlineData("E23 is where we live", "postcode", "E23")]
    [InlineData("born on 14/03/2011 far away", "date", "14/03/2011")]
    [InlineData("my birthday is the 3rd of June", "date", "3rd of June")]
    [InlineData("On 7th May 2024 I was thirteen and scared", "date", "7th May 2024")]
    public void Points_at_what_shows_by_how_it_is_written(string words, string code, string text) => AssertOnly(words, code, text);

    [Theory]
    [InlineData("My friend Amina sits alone", "Amina")]
    [InlineData("so basically callum did it", "callum")]
    [InlineData("Sinéad's mum rang them", "Sinéad")]
    [InlineData("I blame Szymon Wójcik for it", "Szymon Wójcik")]
    [InlineData("He hit Declan O’Rourke", "Declan O’Rourke")]
    [InlineData("Our tutor Mr Adeyemi listens", "Mr Adeyemi")]
    [InlineData("Our tutor Mrs. Penhaligon listens", "Mrs. Penhaligon")]
    [InlineData("i told mrs okafor and she sorted it", "mrs okafor")]
    [InlineData("i think miss abernethy knows", "miss abernethy")]
    [InlineData("the head, Mr T, said no", "Mr T")]
    [InlineData("my auntie bev says so", "auntie bev")]
    [InlineData("it says J. Holloway on the door", "J. Holloway")]
    [InlineData("it says K.R. Dempsey on the door", "K.R. Dempsey")]
    [InlineData("ask T Nwosu about it", "T Nwosu")]
    [InlineData("they always pick Jess B for it", "Jess B")]
    [InlineData("It was Grace who stood up", "Grace")]
    [InlineData("Will told me to go home", "Will")]
    [InlineData("will told me to go home", "will")]
    [InlineData("my mate jack got sent out", "jack")]
    [InlineData("my cousin Summer has a frame", "Summer")]
    [InlineData("Jordan said I could stay", "Jordan")]
    [InlineData("my name is zebulonia and im nine", "zebulonia")]
    [InlineData("Fy enw i yw Zebulonia", "Zebulonia")]
    [InlineData("Mam na imię Zebulon", "Zebulon")]
    [InlineData("this lad called zebbo threw it", "zebbo")]
    [InlineData("they asked Zebulonia first", "Zebulonia")]
    [InlineData("tbh muhamad had it worse", "muhamad")]
    [InlineData("i said to harkirat ignore them", "harkirat")]
    [InlineData("me deandre and the others were there", "deandre")]
    [InlineData("in our street it's only us and the Kaczmareks", "Kaczmareks")]
    public void Points_at_names(string words, string text) => AssertOnly(words, "name", text);

    [Theory]
    [InlineData("I go to Fennymere Academy now", "school", "Fennymere Academy")]
    [InlineData("i came from tarnbeck high", "school", "tarnbeck high")]
    [InlineData("before Our Lady of the Willows Catholic Primary it was fine", "school", "Our Lady of the Willows Catholic Primary")]
    [InlineData("Netherby School for Girls is posh", "school", "Netherby School for Girls")]
    [InlineData("we had mass at St Ethelburga's", "school", "St Ethelburga")]
    [InlineData("teachers at king osrics shout", "school", "king osrics")]
    [InlineData("dw i'n mynd i Ysgol Gyfun Nant y Brain", "school", "Ysgol Gyfun Nant y Brain")]
    [InlineData("I'm at the University of Westmarch", "school", "University of Westmarch")]
    [InlineData("Everyone at Brackwell knows", "school", "Brackwell")]
    [InlineData("I play for Riddings Rovers", "club", "Riddings Rovers")]
    [InlineData("Tarn Valley Youth Club is safe", "club", "Tarn Valley Youth Club")]
    [InlineData("we meet at 3rd Fennymere Scouts", "club", "3rd Fennymere Scouts")]
    [InlineData("i do cadets at 1472 Squadron", "club", "1472 Squadron")]
    [InlineData("I pray at Masjid An-Noor", "club", "Masjid An-Noor")]
    [InlineData("i train at ironworks gym", "club", "ironworks gym")]
    [InlineData("i play for harlestone hawks", "club", "harlestone hawks")]
    [InlineData("I live on Maplethorpe Road", "street", "Maplethorpe Road")]
    [InlineData("we moved to flat 9, Kestrel Court", "street", "flat 9, Kestrel Court")]
    [InlineData("as soon as you say tanners lane they laugh", "street", "tanners lane")]
    [InlineData("we walk down old mill street", "street", "old mill street")]
    [InlineData("The Beckside estate is fine", "street", "Beckside estate")]
    [InlineData("I live at number 4 Bluebell Way", "street", "4 Bluebell Way")]
    [InlineData("Lle dw i'n byw, Ffordd yr Afon", "street", "Ffordd yr Afon")]
    [InlineData("I'm 14 and from Ludlow", "place", "Ludlow")]
    [InlineData("being Polish in wem is hard", "place", "wem")]
    [InlineData("I'm the only one in Builth Wells", "place", "Builth Wells")]
    [InlineData("a village called Little Thrupping", "place", "Little Thrupping")]
    [InlineData("they stare in Nether Thrupping", "place", "Nether Thrupping")]
    public void Points_at_schools_clubs_streets_and_places(string words, string code, string text) => AssertOnly(words, code, text);

    [Theory]
    [InlineData("They think I'm no good because of where I'm from. It happened 3 times in year 10.")]
    [InlineData("In 2021 there were 26,134 of us, and 98% said so... and more.")]
    [InlineData("My tutor said it.And then he laughed.")]
    [InlineData("at 10:30 on 12/01/2023")]
    [InlineData("Will you listen? May I speak? Mark my words, I hope so.")]
    [InlineData("my friend will come and my teacher may not")]
    [InlineData("Mum, Dad and Nan came. Sir said hello. Miss didn't. I miss home.")]
    [InlineData("On Monday in May, and again in August, after Eid and before Christmas")]
    [InlineData("I'm Muslim, half Welsh and half Nigerian, and I speak Polish and Urdu.")]
    [InlineData("We read Romeo and Juliet and learned about Rosa Parks and Henry VIII.")]
    [InlineData("TikTok, Snapchat, Roblox, McDonald's and the NHS")]
    [InlineData("My dog Biscuit and my cat called Amina don't care.")]
    [InlineData("they call me a chav, he called me smelly, the game is called stuck in the mud")]
    [InlineData("I live in Shrewsbury. It is all right.")]
    [InlineData("I support Man United and my brother likes Aston Villa.")]
    [InlineData("On the high street, down the road, in our street, up the lane.")]
    [InlineData("At primary school, then high school, then sixth form college.")]
    [InlineData("B12 tablets, the M6, a PS5, KS3, b4 lunch m8")]
    [InlineData("I Said What I Said And I Would Say It All Again")]
    [InlineData("NOBODY LISTENS TO US AND THAT IS THE TRUTH")]
    [InlineData("The rose, the holly and the ivy; a jack of all trades")]
    [InlineData("Prophet Muhammad and Guru Nanak said be kind.")]
    [InlineData("")]
    [InlineData(" \n🙂 … 123")]
    public void Leaves_ordinary_words_alone(string words) => Assert.Empty(IdentityWarnings.In(words));

    [Fact]
    public void Leaves_the_invented_sample_alone() =>
        Assert.All(SampleVoices.Quotes, quote => Assert.Empty(IdentityWarnings.In(quote.Words)));

    [Fact]
    public void Names_each_piece_once_in_the_order_of_the_words()
    {
        var warnings = IdentityWarnings.In("ZZ9 9ZZ, then amina@example.org, then 07700900123 and @someone");

        Assert.Equal(["postcode", "email", "phone", "handle"], warnings.Select(w => w.Code));
    }

    [Fact]
    public void A_longer_piece_wins_over_what_it_holds()
    {
        var warning = Assert.Single(IdentityWarnings.In("we play at the Hollin Street Panthers"));

        Assert.Equal(("club", "Hollin Street Panthers"), (warning.Code, warning.Text));
    }

    [Fact]
    public void Counts_as_scripts_in_a_browser_do()
    {
        const string words = "🙂 ask Zoë’s dad";

        var warning = Assert.Single(IdentityWarnings.In(words));

        Assert.Equal((7, 3, "Zoë"), (warning.Start, warning.Length, warning.Text));
    }

    /// <summary>Each of these is a hundred times the longest words; a look that grew with their square would take hours, not a second. A minute is for a busy machine.</summary>
    [Theory]
    [InlineData("07 a.a@a-")]
    [InlineData("Amina and ")]
    [InlineData("Hollin School ")]
    [InlineData("st street the Ravensmoor called ")]
    [InlineData("at Ludlow in Wem only ")]
    [InlineData("a_b.c1 insta ")]
    [InlineData("A. ")]
    [InlineData("zebulon")]
    public async Task Takes_no_longer_than_the_words_are_long(string piece)
    {
        var nasty = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));

        var looked = Task.Run(() => IdentityWarnings.In(nasty), TestContext.Current.CancellationToken);

        await looked.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    private static void AssertOnly(string words, string code, string text)
    {
        var warning = Assert.Single(IdentityWarnings.In(words));

        Assert.Equal((code, text), (warning.Code, warning.Text));
        Assert.Equal(text, words.Substring(warning.Start, warning.Length));
    }
}
