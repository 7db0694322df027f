namespace Sweep.Service.Views;

/// <summary>Where a server is to be found.</summary>
/// <param name="Database">What it shows.</param>
public sealed record ServedWeb(IReadOnlyList<string> Urls, string Database);
