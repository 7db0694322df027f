using Sweep.Core.Sweeps;
using Sweep.Core.Trainers;

namespace Sweep.Service.Views;

/// <summary>One of the sweeps of a comparison.</summary>
/// <param name="Finished">Trials that have ended, <paramref name="LeftOut"/> among them.</param>
/// <param name="LeftOut">Finished trials that the rest is not of: of more than 500,000 an even share is taken.</param>
/// <param name="PrunedLeftOut">Pruned trials that the rest is not of.</param>
/// <param name="Metric">The objective's.</param>
/// <param name="Goal">Which of its values are better.</param>
/// <param name="Target">Its value that counts as learnt; null where none does.</param>
/// <param name="Best">Its best value; null where there is none.</param>
/// <param name="Runs">Runs that count: of trials that differ only in the resource the longest.</param>
/// <param name="Reached">Of them, how many reached the target.</param>
/// <param name="MedianIterations">Kaplan–Meier median of iterations to the target; null if not reached.</param>
/// <param name="TrainSeconds">Thread CPU seconds.</param>
/// <param name="Rows">Each value of the parameter that is compared, best first: what `sweep top --json` prints.</param>
public sealed record ComparedSweepView(
    Guid SweepId,
    string Name,
    SweepState State,
    long PlannedTrials,
    long Finished,
    long LeftOut,
    long PrunedLeftOut,
    string Metric,
    Goal Goal,
    double? Target,
    double? Best,
    long Runs,
    long Reached,
    int? MedianIterations,
    double TrainSeconds,
    IReadOnlyList<RankedGroup> Rows);
