using Sweep.Core.Texts;
using Sweep.Core.Trials;
using Sweep.Service.Results;
using Sweep.Service.Sweeps;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Web.Pages.Trials;

/// <summary>What the page of a trial shows.</summary>
/// <param name="Sweep">Its sweep.</param>
/// <param name="Trial">Its row.</param>
/// <param name="Curves">What was recorded of it.</param>
public sealed record TrialModel(SweepRecord Sweep, TrialRecord Trial, IReadOnlyList<ThinnedCurve> Curves)
{
    /// <summary>The parameter of the address that has the trial trained again.</summary>
    public const string BoundaryKey = "boundary";

    public string Own => $"/sweeps/{Sweep.Id:d}";

    /// <summary>What trains it again; null where no command can.</summary>
    public string? Command => RepeatCommand.Of(Sweep, PlannedTrial.Of(Sweep, Trial));

    /// <summary>What it predicts; null where it was not asked for, or is refused.</summary>
    public RetrainedTrial? Retrained { get; init; }

    /// <summary>Why it is not trained again; null where it is, or could be.</summary>
    public Problem? Refusal { get; init; }

    /// <summary>Where its trace is shown; null where that is not known.</summary>
    public string? Trace { get; init; }

    /// <summary>Whether there is a boundary to be shown: the perceptron's alone is known, and of what ended with a result.</summary>
    public bool HasBoundary => Sweep.Spec.Trainer.IsPerceptron && Trial.State != TrialState.Failed && Trial.TrainedIterations > 0;
}
