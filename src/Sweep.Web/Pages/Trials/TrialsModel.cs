using Sweep.Service.Results;
using Sweep.Storage.Sweeps;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Pages.Trials;

/// <summary>What the table of a sweep's trials shows.</summary>
/// <param name="Address">Of this view.</param>
/// <param name="Sweep">Whose trials.</param>
/// <param name="Parameters">Those with several values, in the order of tables.</param>
/// <param name="Query">What was asked.</param>
/// <param name="Page">What was found.</param>
public sealed record TrialsModel(Address Address, SweepRecord Sweep, IReadOnlyList<string> Parameters, TrialQuery Query, TrialPage Page)
{
    public string Own => $"/sweeps/{Sweep.Id:d}";

    /// <summary>The same trials by this column; the other way round where they are by it already.</summary>
    public string SortBy(string column)
    {
        var isReversed = Query.OrderBy == column && !Query.IsDescending;
        return Address.With("page", null).With("order", isReversed ? $"-{column}" : column).ToString();
    }

    public string? SortOf(string column) => Query.OrderBy != column ? null : Query.IsDescending ? "descending" : "ascending";
}
