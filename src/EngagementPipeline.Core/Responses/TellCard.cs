using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Responses;

/// <summary>
/// As much of the answers to a card as may be shown. A number of more than one reporting year adds up what may be told of each by itself, so beside the
/// years' reports nothing is left over (docs/figures.md, "Answers").
/// </summary>
internal sealed class TellCard(Disclosure disclosure, IReadOnlyList<ReaderText> texts)
{
    public CardResponses Of(Card card, bool asked, CardTotal? total)
    {
        var years = (total?.Years ?? new Dictionary<Shared.ReportingYear, AnswerSums>()).Values.ToList();
        var counted = total?.Counted(disclosure) ?? AnswerSums.None;
        var told = new CardResponses(
            card.Id, CardCatalogue.TypeOf(card).Name, card is IAsks asks ? asks.Asks : "", asked, disclosure.Enough(counted.Answers) ? counted.Answers : null);
        return card switch
        {
            FeedbackCard feedback => told with { Questions = [.. feedback.Questions.Select(q => Of(q, years, texts.Where(text => text.Card == card.Id && text.Question == q.Id)))] },
            _ when told.Answers is null => told,
            PollCard poll => told with { Options = Of([.. poll.Options.Select(option => new OptionCount(option.Id, option.Text, null))], counted) },
            QuizCard quiz => told with { Options = Of([.. quiz.Options.Select(option => new OptionCount(option.Id, option.Text, null, option.Correct))], counted) },
            PledgeCard { Options: not [] } pledge => told with { Options = Of([.. pledge.Options.Select(option => new OptionCount(option.Id, option.Text, null))], counted) },
            SliderCard slider => Of(told, slider, years),
            _ => told,
        };
    }

    private List<OptionCount> Of(IReadOnlyList<OptionCount> options, AnswerSums found)
    {
        // Options of older versions count in the whole, so they take part in what has to be hidden; they are told of as "others" are: not at all.
        var gone = found.Cells.Where(cell => options.All(option => option.Option != cell.Key)).Select(cell => cell.Value);
        var counts = disclosure.Hide([.. options.Select(option => found.Count(Cell.Option(option.Option))), .. gone]);
        return [.. options.Select((option, i) => option with { Answers = counts[i] })];
    }

    private CardResponses Of(CardResponses told, SliderCard slider, List<AnswerSums> years)
    {
        var shifts = years.Select(year => (Sum: year.Shift(), Told: ShiftCounts.Of(year.Shift(), year.Stands(), slider.Steps, disclosure))).ToList();
        var stands = years.Zip(shifts).Select(year => (Sum: year.First.Stands(), Told: ScaleCounts.Of(year.First.Stands(), slider.Steps, disclosure, year.Second.Told)));
        return told with { Stands = ScaleCounts.Together([.. stands], disclosure), Shift = ShiftCounts.Together(shifts, disclosure) };
    }

    private QuestionResponses Of(FeedbackQuestion question, List<AnswerSums> years, IEnumerable<ReaderText> approved)
    {
        if (question.Kind == FeedbackKind.Text)
        {
            var written = years.Select(year => year.Count(Cell.Text(question.Id))).Where(disclosure.Enough).Sum();
            return new(question.Id, question.Text, question.Kind, disclosure.Enough(written) ? written : null, null, [.. approved.Select(text => new ApprovedText(text.Response.Value, text.Words))]);
        }

        var counted = years.Select(year => year.Scale(question.Id)).Where(year => disclosure.Enough(year.Answers)).ToList();
        var scale = ScaleCounts.Together([.. counted.Select(year => (year, ScaleCounts.Of(year, FeedbackCard.ScaleSteps, disclosure)))], disclosure);
        // An average beside the part in favour would tell of the steps, and reports tell that part. So of what may not be told step by step there is no average.
        if (scale is { Steps: null, Mean: not null })
            scale = scale with { Mean = null, Withheld = Told.Why("chose some of the steps", Detail.Nothing, disclosure) };
        long? inFavour = counted is not [] && counted.All(year => disclosure.MayShowWhole([InFavour(year), year.Answers - InFavour(year)])) ? counted.Sum(InFavour) : null;
        return new(question.Id, question.Text, question.Kind, counted is [] ? null : counted.Sum(year => year.Answers), scale, null, inFavour);
    }

    private static long InFavour(ScaleSum scale) => FeedbackCard.InFavour(scale.Counts);
}
