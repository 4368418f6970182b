using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports.Attack;

/// <summary>A number that was published, and what it may add up, the likeliest first: of some cards only, or of some years.</summary>
internal sealed record Seen(decimal Value, IReadOnlyList<long[]> CouldBe);

/// <summary>What somebody notes who knows the rules: of every number, what it adds up.</summary>
internal sealed class AnswersSeen(Disclosure disclosure, IReadOnlyList<int> counts)
{
    private const string Clear = "feedback.story-001.how-clear-was-it";
    private const string Useful = "feedback.was-it-useful";
    private const string Moved = "impact.story-001.how-often.of-7";

    private static readonly Did[] OnPage = [Did.VeryClearOnPage, Did.ClearOnPage, Did.UnclearOnPage];
    private static readonly Did[] Again = [Did.ClearAgain, Did.UnclearAgain];
    private static readonly Did[] Elsewhere = [Did.YesElsewhere, Did.NoElsewhere];
    private static readonly Did[] Slid = [Did.MovedUp, Did.Stayed];
    private static readonly Did[] Polled = [Did.ChoseThis, Did.ChoseThat, Did.ChoseNeither];
    private static readonly Did[] Pledged = [Did.PledgedAtFirst, Did.PledgedMoreAtFirst, Did.PledgedAtSecond, Did.PledgedAtThird];
    private static readonly Did[] InFavour = [Did.VeryClearOnPage, Did.ClearOnPage, Did.ClearAgain, Did.YesElsewhere];

    public List<Seen> All { get; } = [];

    public void Report(IEnumerable<Said> said, Func<ReportingYear, bool> isLate)
    {
        foreach (var year in said.GroupBy(one => one.Year))
        {
            var values = year.ToLookup(one => one.Key, one => one.Value);
            (int Year, bool Late) when = (year.Key.FirstDay.Year, isLate(year.Key));
            Answers(Clear, OnPage, Again);
            Answers(Useful, Elsewhere);
            Numbers("feedback.what-else.answers", [Did.WordsElsewhere]);
            Numbers($"{Moved}.readings", Slid);
            Numbers("impact.pledges", [.. Pledged.Select(did => new[] { did })]);
            Numbers("events.attended", [Did.Came]);
            // Rounded to halves where there is no spread. Who moved, moved by two steps.
            foreach (var (shift, readings) in values[$"{Moved}.shift"].Where(_ => values[$"{Moved}.spread"].Any()).SelectMany(shift => values[$"{Moved}.readings"].Distinct().Select(readings => (shift, readings))))
                Note(Math.Round(shift * readings / 2), [Did.MovedUp], [when]);

            void Answers(string key, params Did[][] cards)
            {
                Numbers($"{key}.answers", cards);
                foreach (var (share, answers) in values[key].SelectMany(share => values[$"{key}.answers"].Distinct().Select(answers => (share, answers))))
                    OfCards(Math.Round(share * answers / 100), cards, card => [.. card.Intersect(InFavour)]);
            }

            void Numbers(string key, params Did[][] cards)
            {
                foreach (var value in values[key])
                    OfCards(value, cards, card => card);
            }

            // Of those that enough answered; of all where a report goes by another rule.
            void OfCards(decimal value, Did[][] cards, Func<Did[], Did[]> part) =>
                All.Add(new(value, [.. new[] { cards.Where(card => IsEnough(card, when)), cards }.SelectMany(of => Late(when).Select(time => Doing.SumOf([.. of.SelectMany(part)], [time])))]));
        }
    }

    /// <summary>The rows of pledges, by story.</summary>
    public void Pledges(IReadOnlyList<TraceRow> rows, ReportingYear year, bool late)
    {
        (int Year, bool Late) when = (year.FirstDay.Year, late);
        Did[][] stories = [[Did.PledgedAtFirst, Did.PledgedMoreAtFirst], [Did.PledgedAtSecond], [Did.PledgedAtThird]];
        foreach (var (story, row) in stories.Index().Join(rows, story => Crowd.TitleOf(story.Index), row => row.Title, (story, row) => (story.Item, row)))
        {
            Note(row.Value, [.. story.Where(did => IsEnough([did], when))], [when]);
            Note(row.Value, story, [when]);
        }
    }

    /// <summary>What readers said, of both years. While the first is <paramref name="running"/> a poll's options follow one answer after the other, as the page says.</summary>
    public void Pages(IReadOnlyList<IReadOnlyList<CardResponses>> stories, bool late, bool running = false)
    {
        foreach (var (card, did) in stories[1].Select(card => (card, Did.PledgedAtSecond)).Concat(stories[2].Select(card => (card, Did.PledgedAtThird))))
            OfYears(card.Answers, [did], [did]);
        foreach (var card in stories[0])
        {
            var asked = card.Card switch { "f" => OnPage, "f2" => Again, "s" => Slid, "o" => Polled, "p" => [Did.PledgedAtFirst], _ => new[] { Did.PledgedMoreAtFirst } };
            OfYears(card.Answers, asked, asked);
            foreach (var question in card.Questions ?? [])
            {
                OfYears(question.Answers, asked, asked);
                OfYears(question.InFavour, [.. asked.Intersect(InFavour)], asked);
                Steps(question.Scale?.Steps, asked, (5, asked[0]), (4, Did.ClearOnPage), (2, asked[^1]));
            }

            Steps(card.Stands?.Steps, asked, (4, Did.MovedUp), (3, Did.Stayed));
            OfYears(card.Shift?.Pairs, asked, asked);
            OfYears(card.Shift?.Up, [Did.MovedUp], asked, whole: true);
            OfYears(card.Shift?.Same, [Did.Stayed], asked, whole: true);
            foreach (var (option, did) in (card.Options ?? []).Where(_ => !running).Zip(asked))
                OfYears(option.Answers, [did], asked);
        }

        void Steps(IReadOnlyList<StepCount>? steps, Did[] asked, params (int Step, Did Did)[] given)
        {
            foreach (var (step, did) in (steps ?? []).Join(given, step => step.Value, of => of.Step, (step, of) => (step, of.Did)))
                OfYears(step.Answers, [did], asked, whole: true);
        }

        void OfYears(long? value, Did[] did, Did[] asked, bool whole = false)
        {
            if (value is not { } shown)
                return;
            (int Year, bool Late)[] both = [(2021, false), (2022, late)];
            var enough = both.Where(year => IsEnough(asked, year)).ToArray();
            var told = enough.Where(year => disclosure.MayShowWhole(asked.Select(one => Count([one], year)))).ToArray();
            All.Add(new(shown, [.. new[] { whole ? told : enough, enough, both, [both[0]], [both[1]] }.Select(years => Doing.SumOf(did, years))]));
        }
    }

    private void Note(decimal value, Did[] did, (int Year, bool Late)[] when) => All.Add(new(value, [.. when.SelectMany(Late).Select(time => Doing.SumOf(did, [time]))]));

    private static (int Year, bool Late)[] Late((int Year, bool Late) when) => [when, (when.Year, !when.Late)];

    private bool IsEnough(Did[] card, (int Year, bool Late) when) => disclosure.Enough(Count(card, when));

    private long Count(Did[] did, (int Year, bool Late) when) => Doing.Value(Doing.SumOf(did, [when]), counts);
}
