using System.Globalization;
using System.Text.Json.Serialization;
using Sweep.Core.Trials;
using Sweep.Storage.Results;

namespace Sweep.Service.Views;

/// <summary>Finished trials of a sweep by how their results came about.</summary>
/// <param name="Trained">By a training of their own; the failed ones too.</param>
/// <param name="Prefix">On the way of a longer trial.</param>
/// <param name="Reused">Copied from other sweeps.</param>
public sealed record OriginCounts(long Trained, long Prefix, long Reused)
{
    /// <summary>True where there is more to say than that all were trained.</summary>
    [JsonIgnore]
    public bool AreMixed => Prefix > 0 || Reused > 0;

    internal static OriginCounts Of(TrialTotals totals) => new(totals.Rows - totals.Prefix - totals.Reused, totals.Prefix, totals.Reused);

    /// <summary>"90 trained, 270 reused"; what is zero is left out.</summary>
    public override string ToString()
    {
        (long Count, TrialOrigin Origin)[] all = [(Trained, TrialOrigin.Trained), (Prefix, TrialOrigin.Prefix), (Reused, TrialOrigin.Reused)];
        return string.Join(", ", all.Where(one => one.Count > 0).Select(one => $"{one.Count.ToString("N0", CultureInfo.InvariantCulture)} {one.Origin.ToName()}"));
    }
}
