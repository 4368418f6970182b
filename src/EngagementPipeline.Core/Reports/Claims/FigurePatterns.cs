using EngagementPipeline.Core.Reports.Answers;
using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Core.Reports.Claims;

/// <summary>
/// How a figure may be said: in the sentence that a report says it in, by its title, and in a few words more that mean the same. With <paramref name="chosen"/>
/// it is known to be the one meant, and need not be named.
/// </summary>
internal sealed class FigurePatterns(ClaimPeriods periods, bool chosen)
{
    private readonly ClaimRatios _ratios = periods.Ratios;

    public ClaimTopic Of(ReportedFigure figure)
    {
        var (judge, kind) = (new Judge(figure, figure.Title, FigureForms.KindOf(figure)), FigureForms.KindOf(figure));
        var catalogued = FigureForms.IsCatalogued(figure.Key);
        var words = new Words(judge, kind, figure.Title, figure.Unit, _ratios, periods);
        var own = FigureForms.SentenceOf(figure);
        var bodies = new List<Pattern>();
        if (FigureForms.Of(figure) is { } form)
            bodies.AddRange(words.Form(form, catalogued, chosen));
        bodies.AddRange(words.Own(own, figure));
        if (figure.Unit != "steps")
            bodies.AddRange(OtherPatterns.Of(figure.Key, FigureForms.ImportedKindOf(figure), words));
        if (FeedbackSum.IsAgreed(figure.Key, own))
            bodies.Add(OtherPatterns.Agreed(words));
        if (chosen)
            bodies.AddRange(words.Bare(figure));
        return new(figure.Key, figure, [.. bodies.Select(words.Whole)]);
    }

    /// <summary>What a report leaves out can be asked about in the same words, and the answer is the same whatever the number.</summary>
    public ClaimTopic Untold(FigureAbout about)
    {
        var judge = new Judge(null, about.Title, about.Wording);
        var words = new Words(judge, about.Wording, about.Title, about.Unit, _ratios, periods);
        return new(about.Key, null, [.. words.Form(about.Sentence, catalogued: true, chosen: false).Concat(OtherPatterns.Of(about.Key, null, words)).Select(words.Whole)]);
    }

    /// <summary>The pieces that patterns of one figure are made of.</summary>
    internal sealed class Words
    {
        private const string Gap = "{0}";
        private const string InTheYear = " in the year";
        private readonly Judge _judge;
        private readonly WordingKind _kind;
        private readonly Dictionary<string, Pattern> _named = new(StringComparer.Ordinal);

        public Words(Judge judge, WordingKind kind, string title, string unit, ClaimRatios ratios, ClaimPeriods periods)
        {
            (_judge, _kind) = (judge, kind);
            var units = UnitOf(string.Join(' ', ClaimWords.Of(unit).Select(word => word.Text)));
            _named = new(StringComparer.Ordinal)
            {
                ["year"] = periods.Year,
                ["title"] = Titled(title),
                ["question"] = title.Length == 0 ? None : Asked(title),
                ["number"] = Number,
                ["times"] = Pattern.Number(ClaimedNumber.Times, judge.Number),
                ["unit"] = units,
                ["beside"] = unit == "steps" ? None : ratios.Beside(judge, kind),
                ["alone"] = unit == "steps" ? None : ratios.Alone(judge, kind),
            };
        }

        /// <summary>Matches nothing.</summary>
        private static Pattern None { get; } = Pattern.OneOf([]);

        private Pattern Number => Pattern.Number(_kind == WordingKind.Share ? ClaimedNumber.Share : ClaimedNumber.Count, _judge.Number);

        public Pattern Read(string text) => PatternText.Read(text, _named);

        /// <summary>The year may be named before or after, and the year before may stand beside.</summary>
        public Pattern Whole(Pattern body) => Pattern.InARow(Pattern.Perhaps(_named["year"]), body, Read("[{year}] [{beside}]"));

        public IEnumerable<Pattern> Form(SentenceForm form, bool catalogued, bool chosen)
        {
            yield return Fixed(Said(form.None, catalogued), 0);
            if (_kind != WordingKind.Share)
                yield return Fixed(Said(form.One, catalogued), 1);
            var gap = form.Many.LastIndexOf(Gap, StringComparison.Ordinal);
            var (before, after) = (form.Many[..gap], form.Many[(gap + Gap.Length)..]);
            yield return Around(before, after, catalogued);
            // "Viewed over 300 times", where it is known of what.
            for (var at = before.IndexOf(' ', StringComparison.Ordinal); chosen && at >= 0; at = before.IndexOf(' ', at + 1))
                yield return Around(before[(at + 1)..], after, catalogued);
        }

        /// <summary>What it says of itself, whoever made the words: the number in it may be another one, or said in another way.</summary>
        public IEnumerable<Pattern> Own(string own, ReportedFigure figure)
        {
            var at = own.StartsWith(figure.Wording, StringComparison.OrdinalIgnoreCase) ? 0 : own.LastIndexOf(figure.Wording, StringComparison.Ordinal);
            if (at < 0 || figure.Wording.Length == 0)
            {
                yield return Fixed(Pattern.Text(own), figure.Value);
                if (_kind == WordingKind.Share && own.StartsWith("None ", StringComparison.Ordinal))
                    yield return Pattern.InARow(Number, Pattern.Text(own["None ".Length..]));
                yield break;
            }

            var (before, after) = (own[..at], own[(at + figure.Wording.Length)..]);
            yield return Pattern.InARow(Pattern.Text(before), Fixed(Pattern.Text(figure.Wording), figure.Value), Pattern.Text(after));
            if (figure.Unit != "steps")
                yield return Around(before, after, catalogued: false);
        }

        /// <summary>Nothing but the number, or what stands beside it.</summary>
        public IEnumerable<Pattern> Bare(ReportedFigure figure)
        {
            yield return Fixed(Pattern.Text(figure.Wording), figure.Value);
            if (figure.Unit == "steps")
                yield break;
            yield return Read("[there (was|were)] {number} [{unit}]");
            yield return Read("{alone}");
            if (_kind != WordingKind.Share)
                yield return Read("{times}");
            if (_kind != WordingKind.FirstWeek)
                yield break;
            yield return Read("viewed {times} [(in|within) (its|their) first week]");
            yield return Fixed(Read("not viewed (in|within) (its|their) first week"), 0);
        }

        private Pattern Around(string before, string after, bool catalogued)
        {
            var times = after.StartsWith(" times", StringComparison.Ordinal) && _kind != WordingKind.Share;
            return Pattern.InARow(Said(before, catalogued), times ? _named["times"] : Number, Said(times ? after[" times".Length..] : after, catalogued));
        }

        private Pattern Fixed(Pattern words, decimal value) =>
            Pattern.Claiming(words, () => _judge.Number(new(TruthRange.Exactly(value), Exact: false)));

        /// <summary>The words of the catalogue may be said in another tense, and their year may be named or left out. What somebody else wrote stays as it is.</summary>
        private Pattern Said(string text, bool catalogued) => catalogued
            ? Pattern.InARow([.. text.Split(InTheYear).SelectMany((part, i) => i == 0 ? new[] { Tenses(part) } : [Pattern.Perhaps(_named["year"]), Tenses(part)])])
            : Pattern.Text(text);

        private Pattern Tenses(string text) => Pattern.InARow([.. ClaimWords.Of(text).Select(word => word.Text switch
        {
            "were" => Read("were|have been|had been"),
            "was" => Read("was|has been|had been"),
            "views" => Read("[page] (views|view)"),
            "view" => Read("[page] view"),
            _ => Pattern.Word(word.Text),
        })]);

        /// <summary>"Tool and virtual training" is also "virtual training and tool".</summary>
        private static Pattern Titled(string title)
        {
            var words = ClaimWords.Of(title).Select(word => word.Text).ToList();
            if (words is [])
                return None;
            var and = words.IndexOf("and");
            var turned = and > 0 && and < words.Count - 1 && words.LastIndexOf("and") == and ? [.. words[(and + 1)..], "and", .. words[..and]] : words;
            return Pattern.OneOf(new[] { words, turned }.DistinctBy(order => string.Join(' ', order)).Select(order => Pattern.InARow([.. order.Select(Pattern.Word)])));
        }

        /// <summary>What somebody said of themselves, as it is said of them.</summary>
        private Pattern Asked(string question) => Pattern.InARow([.. ClaimWords.Of(question).Select(word => word.Text switch
        {
            "my" => Read("my|their"),
            "me" => Read("me|them"),
            "i" => Read("i|they"),
            _ => Pattern.Word(word.Text),
        })]);

        private static Pattern UnitOf(string plural)
        {
            var units = new List<string> { plural };
            if (plural == "page views")
                units.AddRange(["views", "view", "page view"]);
            else if (plural.EndsWith('s'))
                units.Add(plural[..^1]);
            return plural is "%" or "" ? None : Pattern.OneOf(units.Select(Pattern.Text));
        }
    }
}
