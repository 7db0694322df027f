namespace Sweep.Service.Tables;

/// <summary>What of a file is wanted; null where nobody says.</summary>
/// <param name="Label">The column of labels.</param>
/// <param name="Positive">Its value that is 1.</param>
/// <param name="Features">Columns, in order.</param>
public sealed record TableChoice(string? Label = null, string? Positive = null, IReadOnlyList<string>? Features = null)
{
    /// <summary>How it was written, for messages.</summary>
    public ChoiceForm Form { get; init; } = ChoiceForm.CommandLine;
}
