using Sweep.Core.Analysis;
using Sweep.Service;
using Sweep.Storage.Sweeps;
using Sweep.Web.Charts;

namespace Sweep.Web.Pages.OneSweep;

/// <summary>The curves that a sweep's page draws: for each value of a parameter those of the best setting's replicates.</summary>
/// <param name="Bands">One a value.</param>
/// <param name="Settings">What each of them is of.</param>
/// <param name="Metrics">The metrics that there are.</param>
public sealed record ChosenCurves(IReadOnlyList<CurveBand> Bands, IReadOnlyList<BestSetting> Settings, IReadOnlyList<string> Metrics)
{
    private const int MostReplicates = 24;
    private const int Points = 200;

    public static async Task<ChosenCurves> ReadAsync(
        IResultService results, SweepRecord sweep, SweepAnalysis analysis, SweepChoice choice, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(choice);
        var settings = analysis.BestSettings(choice.Lines, choice.Facet);
        var replicates = Math.Min(MostReplicates, sweep.Spec.Replicates);
        var lineOf = new Dictionary<long, int>();
        for (var line = 0; line < settings.Count; line++)
        {
            for (var replicate = 0; replicate < replicates; replicate++)
                lineOf[settings[line].FirstNumber!.Value + replicate] = line;
        }

        if (lineOf.Count == 0)
            return new([], settings, []);
        var curves = await results.CurvesAsync(sweep, lineOf.Keys, Points, cancellation);
        var byLine = curves.Where(curve => curve.Metric == choice.Metric).ToLookup(curve => lineOf[curve.Number]);
        var bands = settings.Select((setting, line) => CurveBands.Of(
            analysis.Ranking.NameOf(choice.Lines, setting.Point.ValueOf(choice.Lines)), [.. byLine[line]]));
        return new([.. bands], settings, [.. curves.Select(curve => curve.Metric).Distinct()]);
    }
}
