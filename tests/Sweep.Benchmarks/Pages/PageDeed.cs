namespace Sweep.Benchmarks.Pages;

/// <summary>What makes a page ask the server again once it is there.</summary>
internal enum PageDeed
{
    None,

    /// <summary>It follows a sweep that has not ended.</summary>
    Follow,

    /// <summary>Somebody writes into its editor.</summary>
    Write,
}
