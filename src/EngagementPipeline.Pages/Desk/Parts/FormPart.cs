using Microsoft.AspNetCore.Components;

namespace EngagementPipeline.Pages.Desk.Parts;

/// <summary>One question of a form: its label, what helps to answer it, and what is said when it is left empty.</summary>
public abstract class FormPart : ComponentBase
{
    [CascadingParameter] public CallForm? Form { get; set; }

    /// <summary>As the API names it: dots nest, <c>[]</c> at the end makes a list.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter] public string? Hint { get; set; }

    [Parameter] public bool Required { get; set; }

    /// <summary>What to say when a required answer is missing: what to do, not what is wrong.</summary>
    [Parameter] public string? Missing { get; set; }

    /// <summary>What the text becomes: see valuesOf in forms.js.</summary>
    [Parameter] public string? Kind { get; set; }

    protected string Id => $"{Form?.Id ?? "field"}-{Name.Replace('.', '-').Replace("[]", "", StringComparison.Ordinal)}";

    protected string? HintId => Hint is null ? null : Id + "-hint";
}
