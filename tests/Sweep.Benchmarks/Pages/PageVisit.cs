namespace Sweep.Benchmarks.Pages;

/// <summary>What opening a page took, in milliseconds since it was asked for.</summary>
/// <param name="Answer">Until the server began to answer.</param>
/// <param name="Content">Until all of it was there and painted, but for pictures.</param>
/// <param name="Loaded">Until the browser said that it is loaded.</param>
/// <param name="Drawn">Until the last picture in view was drawn; null where there is none.</param>
/// <param name="Bytes">Length of the page itself, uncompressed.</param>
/// <param name="Calls">What it loaded and asked for beside itself.</param>
internal sealed record PageVisit(double Answer, double Content, double Loaded, double? Drawn, long Bytes, IReadOnlyList<PageCall> Calls);
