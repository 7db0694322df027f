namespace Sweep.Benchmarks.Pages;

/// <summary>What a page or a program asked the server for.</summary>
/// <param name="Name">Its address without what is this time's alone.</param>
/// <param name="Milliseconds">Until all of the answer was there.</param>
internal sealed record PageCall(string Name, double Milliseconds);
