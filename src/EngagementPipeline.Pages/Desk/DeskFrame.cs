using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Components;

namespace EngagementPipeline.Pages.Desk;

/// <summary>
/// What stands around a page: who reads it (null for somebody who is not signed in), where they are, and whether what they
/// see is of the invented sample project.
/// </summary>
public sealed record DeskFrame(Actor? Reader, string Path, bool Sample = false)
{
    /// <summary>Where App Service authentication starts a sign-in that comes back to this page.</summary>
    public string SignIn => "/.auth/login/aad?post_login_redirect_uri=" + Uri.EscapeDataString(Path);

    public const string SignOut = "/.auth/logout?post_logout_redirect_uri=%2F";

    public bool Has(Role role) => Reader?.Has(role) == true;
}

/// <summary>A page of the desk: shows one view, which it is given whole, and asks for nothing.</summary>
public abstract class DeskPage<TView> : ComponentBase
    where TView : notnull
{
    [Parameter, EditorRequired]
    public DeskFrame Frame { get; set; } = null!;

    [Parameter, EditorRequired]
    public TView View { get; set; } = default!;
}
