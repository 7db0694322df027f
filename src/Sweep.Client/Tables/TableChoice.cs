namespace Sweep.Client.Tables;

/// <summary>What of a file is wanted, as the command line says it; null where it does not.</summary>
/// <param name="Label">The column of labels.</param>
/// <param name="Positive">Its value that is 1.</param>
/// <param name="Features">Columns, in order.</param>
internal sealed record TableChoice(string? Label = null, string? Positive = null, IReadOnlyList<string>? Features = null);
