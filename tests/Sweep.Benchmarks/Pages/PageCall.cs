namespace Sweep.Benchmarks.Pages;

/// <summary>What a page or a program asked the server for.</summary>
/// <param name="Name">Its address without what is this time's alone.</param>
/// <param name="Milliseconds">Until all of the answer was there.</param>
/// <param name="IsAgain">Whether it is a page that asks for itself, or what was written into it.</param>
internal sealed record PageCall(string Name, double Milliseconds, bool IsAgain);
