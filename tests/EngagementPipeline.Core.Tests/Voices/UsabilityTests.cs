using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using FsCheck;
using FsCheck.Fluent;
using static EngagementPipeline.Core.Tests.Voices.Given;

namespace EngagementPipeline.Core.Tests.Voices;

public sealed class UsabilityTests
{
    private static readonly Config TenThousand = Config.QuickThrowOnFailure.WithMaxTest(10_000);

    [Fact]
    public void No_generated_quote_is_usable_without_every_condition_and_with_all_of_them_each_is()
    {
        Prop.ForAll(Cases().ToArbitrary(), c => Usability.IsUsable(c.Voice, c.Consent, c.Audience, c.Purpose, c.Today) == MeetsEveryCondition(c))
            .Check(TenThousand);
    }

    [Fact]
    public void Blanking_any_one_condition_of_a_usable_quote_makes_it_unusable()
    {
        var blanked =
            from usable in UsableCases()
            from blank in Gen.Elements(Blanks.ToArray())
            select (Before: usable, After: blank.Value(usable), blank.Key);

        Prop.ForAll(blanked.ToArbitrary(), b =>
                Usability.IsUsable(b.Before.Voice, b.Before.Consent, b.Before.Audience, b.Before.Purpose, b.Before.Today)
                && !Usability.IsUsable(b.After.Voice, b.After.Consent, b.After.Audience, b.After.Purpose, b.After.Today))
            .Check(TenThousand);
    }

    [Fact]
    public void Blanking_any_one_required_field_of_the_consent_makes_a_usable_quote_unusable()
    {
        var blanked =
            from usable in UsableCases()
            from blank in Gen.Elements(BlankFields.ToArray())
            select (Before: usable, After: blank.Value(usable.Consent), blank.Key);

        Prop.ForAll(blanked.ToArbitrary(), b =>
                Usability.IsUsable(b.Before.Voice, b.Before.Consent, b.Before.Audience, b.Before.Purpose, b.Before.Today)
                && !Usability.IsUsable(b.Before.Voice, b.After, b.Before.Audience, b.Before.Purpose, b.Before.Today))
            .Check(TenThousand);
    }

    [Fact]
    public void Every_required_field_of_a_consent_is_among_those_that_are_blanked()
    {
        var required = typeof(Consent).GetProperties()
            .Where(p => p.GetCustomAttributes(inherit: false).Any(a => a.GetType().Name == "RequiredMemberAttribute"))
            .Select(p => p.Name);

        Assert.Equal(
            required.Order(StringComparer.Ordinal),
            BlankFields.Keys.Select(name => name.Split('.')[0]).Distinct(StringComparer.Ordinal).Where(name => name != nameof(Consent.ParentOrCarer)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_generated_quotes_are_of_both_kinds()
    {
        var usable = Gen.Sample(Cases(), 10_000, 30).Count(MeetsEveryCondition);

        Assert.InRange(usable, 200, 9_800);
    }

    [Fact]
    public void Tells_a_reviewer_everything_that_stands_in_the_way()
    {
        var consent = AConsent() with { Uses = [Use.Image], ExpiresOn = Today.AddDays(-1) };
        var voice = AVoice(consent).Refer(ASignature(), null);

        Assert.Equal(
            Obstacles.ConsentExpired | Obstacles.UseNotCovered | Obstacles.AudienceNotCovered | Obstacles.PurposeNotCovered | Obstacles.Held | Obstacles.NotApproved,
            Usability.ObstaclesTo(voice, consent, Audience.National, Purpose.Training, Today));
    }

    /// <summary>The rule in design.md, said a second time and differently: nobody's no, everybody's yes, and so on.</summary>
    private static bool MeetsEveryCondition(Case c)
    {
        var consent = c.Consent;
        var child = consent.AgeBand == AgeBand.Under13;
        var parentAsked = child
            || (consent.AgeBand == AgeBand.From13To15 && consent.Rule.ParentOrCarerBelow > 13)
            || (consent.AgeBand == AgeBand.From16To17 && consent.Rule.ParentOrCarerBelow > 16);
        var noteCounts = consent.Rule.CompetenceNoteStandsIn && !child && consent.CompetenceNote == "Understands.";
        var conditions = new[]
        {
            consent.YoungPerson.Agreed,
            consent.ParentOrCarer is null || consent.ParentOrCarer.Agreed,
            !parentAsked || consent.ParentOrCarer is not null || noteCounts,
            consent.WithdrawnAt is null,
            consent.ExpiresOn is null || consent.ExpiresOn >= c.Today,
            consent.Uses.Any(u => u == Use.Quote),
            consent.Audiences.Any(a => a == c.Audience),
            consent.Purposes.Any(p => p == c.Purpose),
            c.Voice.Status == VoiceStatus.Approved,
            c.Voice.Consent == consent.Id && c.Voice.Participant == consent.Participant && c.Voice.Project == consent.Project,
            c.Voice.OriginalWords.Length > 0,
        };
        return conditions.All(met => met);
    }

    private static readonly Dictionary<string, Func<Case, Case>> Blanks = new()
    {
        ["the young person's yes"] = c => c with { Consent = c.Consent with { YoungPerson = No() } },
        ["no parent's no"] = c => c with { Consent = c.Consent with { ParentOrCarer = No() } },
        ["a parent's yes for a child"] = c => c with { Consent = c.Consent with { AgeBand = AgeBand.Under13, ParentOrCarer = null } },
        ["not withdrawn"] = c => c with { Consent = c.Consent with { WithdrawnAt = DateTimeOffset.UnixEpoch } },
        ["not expired"] = c => c with { Consent = c.Consent with { ExpiresOn = c.Today.AddDays(-1) } },
        ["the use"] = c => c with { Consent = c.Consent with { Uses = c.Consent.Uses.Where(u => u != Use.Quote).ToList() } },
        ["the audience"] = c => c with { Consent = c.Consent with { Audiences = c.Consent.Audiences.Where(a => a != c.Audience).ToList() } },
        ["the purpose"] = c => c with { Consent = c.Consent with { Purposes = c.Consent.Purposes.Where(p => p != c.Purpose).ToList() } },
        ["approved"] = c => c with { Voice = c.Voice with { Status = VoiceStatus.Pending } },
        ["not rejected"] = c => c with { Voice = c.Voice.Reject(ASignature(), null) },
        ["not held"] = c => c with { Voice = c.Voice.Refer(ASignature(), null) },
        ["not erased"] = c => c with { Voice = c.Voice.Erase(DateTimeOffset.UnixEpoch) },
        ["the words"] = c => c with { Voice = c.Voice with { OriginalWords = "" } },
        ["its own consent"] = c => c with { Voice = c.Voice with { Consent = new(Guid.NewGuid()) } },
        ["the participant's consent"] = c => c with { Voice = c.Voice with { Participant = new(Guid.NewGuid()) } },
        ["the project's consent"] = c => c with { Voice = c.Voice with { Project = new(Guid.NewGuid()) } },
    };

    /// <summary>A consent with a parent's or carer's yes, and each of its fields said by nobody.</summary>
    private static readonly Dictionary<string, Func<Consent, Consent>> BlankFields = new()
    {
        ["Id"] = c => c with { Id = default },
        ["Project"] = c => c with { Project = default },
        ["Participant"] = c => c with { Participant = default },
        ["AgeBand"] = c => c with { AgeBand = (AgeBand)(-1) },
        ["Rule"] = c => c with { Rule = c.Rule with { ParentOrCarerBelow = 0 } },
        ["Statement.Version"] = c => c with { Statement = c.Statement with { Version = " " } },
        ["Statement.Language"] = c => c with { Statement = c.Statement with { Language = "" } },
        ["Uses"] = c => c with { Uses = [] },
        ["Purposes"] = c => c with { Purposes = [] },
        ["Audiences"] = c => c with { Audiences = [] },
        ["YoungPerson.Agreed"] = c => c with { YoungPerson = c.YoungPerson with { Agreed = false } },
        ["YoungPerson.How"] = c => c with { YoungPerson = c.YoungPerson with { How = (HowAgreed)(-1) } },
        ["YoungPerson.On"] = c => c with { YoungPerson = c.YoungPerson with { On = default } },
        ["ParentOrCarer.Agreed"] = c => c with { ParentOrCarer = c.ParentOrCarer! with { Agreed = false } },
        ["ParentOrCarer.How"] = c => c with { ParentOrCarer = c.ParentOrCarer! with { How = (HowAgreed)(-1) } },
        ["ParentOrCarer.On"] = c => c with { ParentOrCarer = c.ParentOrCarer! with { On = default } },
        ["RecordedAt"] = c => c with { RecordedAt = default },
    };

    private sealed record Case(Voice Voice, Consent Consent, Audience Audience, Purpose Purpose, DateOnly Today);

    /// <summary>Mostly fitting, so that both kinds come up often; each condition fails now and then.</summary>
    private static Gen<Case> Cases() =>
        from age in Gen.Elements(Enum.GetValues<AgeBand>())
        from below in Gen.Elements(ConsentRule.Ages.ToArray())
        from noteAllowed in Gen.Elements(true, false)
        from note in Gen.Elements(null, "", "Understands.")
        from youngPerson in Mostly(true)
        from parent in Gen.Elements(Yes(), Yes(), Yes(), null, No())
        from withdrawn in Mostly(false)
        from expires in Gen.Elements<int?>(null, null, -400, -1, 0, 1, 365)
        from uses in SomeOf<Use>()
        from purposes in SomeOf<Purpose>()
        from audiences in SomeOf<Audience>()
        from audience in Gen.Elements(Enum.GetValues<Audience>())
        from purpose in Gen.Elements(Enum.GetValues<Purpose>())
        from approved in Mostly(true)
        from status in Gen.Elements(Enum.GetValues<VoiceStatus>())
        from own in Mostly(true)
        select CaseOf(
            AConsent(AParticipant(new(Guid.NewGuid()), age)) with
            {
                Rule = new(below, noteAllowed),
                CompetenceNote = note,
                YoungPerson = youngPerson ? Yes() : No(),
                ParentOrCarer = parent,
                WithdrawnAt = withdrawn ? DateTimeOffset.UnixEpoch : null,
                ExpiresOn = expires is { } days ? Today.AddDays(days) : null,
                Uses = uses,
                Purposes = purposes,
                Audiences = audiences,
            },
            approved ? VoiceStatus.Approved : status,
            own,
            audience,
            purpose);

    private static Gen<Case> UsableCases() => Cases().Select(c => c with
    {
        Voice = AVoice(c.Consent),
        Consent = c.Consent with
        {
            YoungPerson = Yes(),
            ParentOrCarer = Yes(),
            WithdrawnAt = null,
            ExpiresOn = c.Consent.ExpiresOn >= Today ? c.Consent.ExpiresOn : null,
            Uses = c.Consent.Uses.Append(Use.Quote).Distinct().ToList(),
            Purposes = c.Consent.Purposes.Append(c.Purpose).Distinct().ToList(),
            Audiences = c.Consent.Audiences.Append(c.Audience).Distinct().ToList(),
        },
    });

    private static Case CaseOf(Consent consent, VoiceStatus status, bool own, Audience audience, Purpose purpose)
    {
        var voice = AVoice(consent) with { Status = status };
        return new(own ? voice : voice with { Consent = new(Guid.NewGuid()) }, consent, audience, purpose, Today);
    }

    private static Gen<bool> Mostly(bool value) => Gen.Elements(value, value, value, value, value, value, !value);

    private static Gen<List<T>> SomeOf<T>()
        where T : struct, Enum =>
        from picks in Gen.ArrayOf(Mostly(true), Enum.GetValues<T>().Length)
        select Enum.GetValues<T>().Where((_, i) => picks[i]).ToList();
}
