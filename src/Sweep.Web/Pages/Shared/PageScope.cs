namespace Sweep.Web.Pages.Shared;

/// <summary>Of a page's route: the scope of the keys to which it is shown.</summary>
internal sealed record PageScope(string Scope);
