namespace Sweep.Storage.Model;

/// <summary>A row of <c>search_history</c>: a result that was there when a search was submitted, and that its points are chosen by.</summary>
public sealed class SearchHistoryRow
{
    public Guid SweepId { get; set; }

    public int Place { get; set; }

    public required string Parameters { get; set; }

    public required string Objectives { get; set; }

    public int? PrunedAt { get; set; }

    public Guid SourceSweep { get; set; }

    public long SourceNumber { get; set; }
}
