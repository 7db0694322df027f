namespace Sweep.Storage.Model;

/// <summary>A row of <c>data_sets</c>: a name of numbers that stand in <c>data_set_contents</c>.</summary>
public sealed class DataSetRow
{
    public required string Name { get; set; }

    public required string Hash { get; set; }

    /// <summary>A JSON array of names.</summary>
    public required string Features { get; set; }

    public required string Label { get; set; }

    public required string Positive { get; set; }

    public required string Source { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
