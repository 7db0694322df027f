namespace Sweep.Benchmarks.Pages;

/// <summary>A page to open.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Address">Its path and choices.</param>
/// <param name="Deed">What makes it ask again.</param>
internal sealed record VisitedPage(string Name, string Address, PageDeed Deed = PageDeed.None);
