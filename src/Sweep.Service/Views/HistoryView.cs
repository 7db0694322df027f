using Sweep.Core.Specs;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Views;

/// <summary>The results that a search began with: those of sweeps that had ended when it was submitted.</summary>
/// <param name="Points">How many points they are of.</param>
/// <param name="Outside">Points of those sweeps that are none of the search's space, and were left out.</param>
/// <param name="Unfinished">Points of which not every replicate had ended, and which were left out.</param>
/// <param name="Sources">The same by sweep, in the order of the spec.</param>
public sealed record HistoryView(int Points, int Outside, int Unfinished, IReadOnlyList<HistorySourceView> Sources)
{
    /// <summary>In a few words.</summary>
    public override string ToString() => HistorySpec.Describe(Points, Sources.Count, Outside, Unfinished);

    /// <summary>Null where it began with none, or its spec cannot be read: whoever looks at that is told.</summary>
    internal static HistoryView? Of(SweepRecord sweep)
    {
        try
        {
            return Of(CanonicalSpec.HistoryOf(sweep.CanonicalSpec));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    internal static HistoryView? Of(HistorySpec? history) => history is null
        ? null
        : new(
            history.Points, history.Outside, history.Unfinished,
            [.. history.Sources.Select(source => new HistorySourceView(source.Sweep, source.Points, source.Outside, source.Unfinished))]);
}
