using Sweep.Storage.Sweeps;
using Sweep.Web.Charts;

namespace Sweep.Web.Pages.OneSweep;

/// <summary>
/// Makes what a sweep's page says of all trials before the page is written: no part waits for another, so all cores work, and each part is kept.
/// </summary>
internal static class SweepParts
{
    public static Task MakeAsync(SweepRecord sweep, SweepAnalysis analysis, SweepChoice choice)
    {
        if (analysis.Table.Count == 0)
            return Task.CompletedTask;
        List<Action> parts =
        [
            () => analysis.Convergence(choice.By), () => analysis.Importance(), () => analysis.FrontPicture(sweep, choice.Front), () => analysis.History(),
            () => analysis.Timeline(),
        ];
        if (analysis.Varied.Count > 1)
            parts.AddRange([() => analysis.Parallel(), () => analysis.HeatMaps(choice.X, choice.Y, choice.Cell)]);
        return Task.Run(() => Parallel.Invoke([.. parts]));
    }
}
