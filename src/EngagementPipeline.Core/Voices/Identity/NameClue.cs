namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>
/// People's names. A name that is hardly ever another word is seen wherever it stands; one that is also a word, and one no list knows,
/// only with signs around it: "my friend …", a title, "… said", "me and …", or a name beside it.
/// </summary>
internal sealed class NameClue : IIdentityClue
{
    public IdentityKind Kind => IdentityKind.Name;

    public IEnumerable<Piece> FindIn(SpokenText text)
    {
        var found = new List<(int First, int Last)>();
        for (var i = 0; i < text.Words.Count; i++)
        {
            var last = At(text, i);
            if (last < 0)
                continue;
            found.Add((i, last));
            i = last;
        }

        AddNeighbours(text, found, found.SelectMany(name => Enumerable.Range(name.First, name.Last - name.First + 1)).ToHashSet());
        return found.Select(name => text.Between(name.First, name.Last));
    }

    /// <summary>The last word of the name that begins at word <paramref name="i"/>; -1 where none does.</summary>
    private static int At(SpokenText text, int i)
    {
        if (text.PointsAtNobody[i] || NameSigns.IsPet(text, i))
            return -1;
        if (NameShapes.AfterTitle(text, i) is var titled and >= 0)
            return NameShapes.WithSurname(text, titled);
        if (NameShapes.AfterInitials(text, i) is var initialled and >= 0)
            return initialled;
        return NameSigns.AreThere(text, i) ? NameShapes.WithSurname(text, i) : -1;
    }

    /// <summary>"Destiny and Princess", "Ffion, Dafydd, Osian": a capital joined to a name is one too, on either side.</summary>
    private static void AddNeighbours(SpokenText text, List<(int First, int Last)> found, HashSet<int> taken)
    {
        for (var n = 0; n < found.Count; n++)
        {
            var after = NameShapes.IsJoin(text.PlainAt(found[n].Last + 1)) ? found[n].Last + 2 : found[n].Last + 1;
            if (after < text.Words.Count
                && (after > found[n].Last + 1 ? text.Words[after].Gap == Gap.Space : text.Words[after].Gap == Gap.Comma)
                && !text.Words[found[n].Last].Possessive
                && MayBeName(text, after)
                && taken.Add(after))
                found.Add((after, NameShapes.WithSurname(text, after)));

            var before = NameShapes.IsJoin(text.PlainAt(found[n].First - 1)) ? found[n].First - 2 : found[n].First - 1;
            if (before >= 0
                && (before < found[n].First - 1 ? text.Words[found[n].First].Gap == Gap.Space : text.Words[found[n].First].Gap == Gap.Comma)
                && MayBeName(text, before)
                && (!text.Words[before].OpensSentence || text.Words[before].Is(Known.AnyFirstName))
                && taken.Add(before))
                found.Add((before, before));
        }
    }

    private static bool MayBeName(SpokenText text, int i) =>
        text.HasCapital(i)
        && !text.PointsAtNobody[i]
        && (text.Words[i].Is(Known.AnyFirstName) ? !text.Words[i].Is(Known.People) : text.IsStrangerWithCapital(i));
}
