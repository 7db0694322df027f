using Sweep.Core.Specs;
using Sweep.Service.Results;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;
using Sweep.Web.Charts;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Pages.OneSweep;

/// <summary>What the page of a sweep shows.</summary>
/// <param name="Choice">What of it is chosen.</param>
/// <param name="Head">Its progress.</param>
/// <param name="Notes">What people wrote to it.</param>
/// <param name="Analysis">What its trials come to.</param>
/// <param name="Curves">The chosen curves.</param>
/// <param name="Failures">The first trials that failed.</param>
public sealed record OneSweepModel(
    SweepChoice Choice, SweepHeadModel Head, SweepNotes Notes, SweepAnalysis Analysis, ChosenCurves Curves, IReadOnlyList<TrialRecord> Failures)
{
    /// <summary>What its pruner has decided, rung by rung; empty where it has none.</summary>
    public required IReadOnlyList<RungSummary> Rungs { get; init; }

    public SweepRecord Sweep => Head.Sweep;

    public SweepStatus Status => Head.Status;

    public SweepSpec Spec => Sweep.Spec;

    public Address Address => Choice.Address;

    public bool HasTrials => Analysis.Table.Count > 0;

    /// <summary>What is counted on the way to the target.</summary>
    public string Steps => Spec.Trainer.Resource ?? "steps";
}
