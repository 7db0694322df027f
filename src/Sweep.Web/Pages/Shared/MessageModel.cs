namespace Sweep.Web.Pages.Shared;

/// <summary>What a page says that has nothing else to show.</summary>
/// <param name="Title">In a few words.</param>
/// <param name="Lines">Why, and what to do.</param>
/// <param name="Href">Where to go from here.</param>
/// <param name="Next">What is there.</param>
public sealed record MessageModel(string Title, IReadOnlyList<string> Lines, string Href = "/sweeps", string Next = "All sweeps");
