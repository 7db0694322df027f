namespace Sweep.Benchmarks.Pages;

/// <summary>A page to open.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Address">Its path and choices.</param>
/// <param name="Small">The same page of next to nothing.</param>
/// <param name="Deed">What makes it ask again.</param>
internal sealed record VisitedPage(string Name, string Address, string Small, PageDeed Deed = PageDeed.None);
