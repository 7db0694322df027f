using System.Globalization;

namespace Sweep.Benchmarks.Scale;

/// <summary>What a simulated cluster did.</summary>
/// <param name="Settings">What it was.</param>
/// <param name="Counts">What was counted.</param>
/// <param name="Seconds">Virtual time until all was finished.</param>
/// <param name="IsOver">All was finished.</param>
/// <param name="Unfairness">
/// How far the part of a sweep is from that of its weight, at most, as a share of that, until nothing was left to lease of one of them.
/// </param>
/// <param name="UnfairnessAtEnd">
/// The same until one of them had ended: what is leased last runs where it was leased, while other silos have turned to the rest.
/// </param>
internal sealed record ScaleFigures(
    ScaleSettings Settings, ScaleCounts Counts, double Seconds, bool IsOver, double Unfairness, double UnfairnessAtEnd)
{
    /// <summary>Slot seconds in training over all slot seconds, from the submission to the end.</summary>
    public double Utilisation => Counts.SlotSeconds / (Seconds * Settings.Silos * Settings.Slots);

    /// <summary>The same from the first trial's start to the last one's end.</summary>
    public double TrainingUtilisation => Counts.SlotSeconds / ((Counts.LastEnd - Counts.FirstStart).TotalSeconds * Settings.Silos * Settings.Slots);

    /// <summary>Of the busiest owner, of one core.</summary>
    public double OwnerCpu => Counts.OwnerCpu.Values.Max() / Seconds;

    /// <summary>Of leases and heartbeats, a second.</summary>
    public double LeaseTransactions => Counts.LeaseTransactions / Seconds;

    public double TrialsPerSecond => Settings.Trials * Settings.Weights.Count / Seconds;

    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"{Settings.Silos} x {Settings.Slots} slots, {Settings.TrialSeconds} s: {(IsOver ? "" : "NOT OVER, ")}{Seconds:F1} s, utilisation {Utilisation:F4}, {TrialsPerSecond:F0} trials/s, owner {OwnerCpu:P1} of a core ({Counts.DecidedSeconds / Seconds:P1} deciding), {Counts.Calls / Seconds:F0} calls/s (longest wait {Counts.LongestWait:F3} s), {LeaseTransactions:F1} lease transactions/s, {Counts.Commits / Seconds:F1} commits/s")
        + (Counts.Moves.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", moved after {Counts.Moves.Order().ElementAt(Counts.Moves.Count / 2):F2} s (at most {Counts.Moves.Max():F2} s, {Counts.Moves.Count} trials)"))
        + (Settings.Weights.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", unfairness {Unfairness:P1} (when the first had ended {UnfairnessAtEnd:P1})"));
}
