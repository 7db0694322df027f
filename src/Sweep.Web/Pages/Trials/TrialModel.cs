using Sweep.Service.Results;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Web.Pages.Trials;

/// <summary>What the page of a trial shows.</summary>
/// <param name="Sweep">Its sweep.</param>
/// <param name="Trial">Its row.</param>
/// <param name="Curves">What was recorded of it.</param>
public sealed record TrialModel(SweepRecord Sweep, TrialRecord Trial, IReadOnlyList<ThinnedCurve> Curves)
{
    public string Own => $"/sweeps/{Sweep.Id:d}";

    /// <summary>What trains it again; null where no command can.</summary>
    public string? Command => RepeatCommand.Of(Sweep, Trial.Trial);
}
