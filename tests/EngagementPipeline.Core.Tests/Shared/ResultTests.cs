using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Shared;

public sealed class ResultTests
{
    [Fact]
    public void A_refusal_passes_through_untouched()
    {
        Result<int> refused = Refusals.WrongRole;

        Assert.Same(Refusals.WrongRole, refused.Then<string>(_ => "never").Refusal);
        Assert.Throws<InvalidOperationException>(() => refused.Value);
    }

    [Fact]
    public void A_value_goes_on() => Assert.Equal("2", ((Result<int>)1).Map(n => n + 1).Map(n => $"{n}").Value);
}

public sealed class ActorTests
{
    [Fact]
    public void An_administrator_may_do_what_workers_comms_and_report_authors_may_and_not_the_safeguarding_leads_part()
    {
        var admin = new Actor("1", "Admin", new HashSet<Role> { Role.Admin });

        Assert.Equal(
            [Role.EngagementWorker, Role.Comms, Role.ReportAuthor, Role.Admin],
            Enum.GetValues<Role>().Where(admin.Has));
    }

    [Fact]
    public void Everybody_else_holds_their_own_role_only() =>
        Assert.All(Enum.GetValues<Role>().Where(r => r != Role.Admin), role =>
            Assert.Equal([role], Enum.GetValues<Role>().Where(new Actor("1", "Somebody", new HashSet<Role> { role }).Has)));
}
