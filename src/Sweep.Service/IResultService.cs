using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Service;

/// <summary>What pages and programs ask of results, piece by piece: every answer is bounded, however large the sweep.</summary>
public interface IResultService : ISweepUpkeep
{
    /// <summary>Sweeps, newest first.</summary>
    Task<Answer<SweepPage>> ListAsync(SweepQuery query, CancellationToken cancellation);

    /// <summary>Finished trials, filtered and sorted by the database.</summary>
    Task<Answer<TrialPage>> TrialsAsync(SweepRecord sweep, TrialQuery query, CancellationToken cancellation);

    /// <summary>One finished trial.</summary>
    Task<Answer<TrialRecord>> TrialAsync(SweepRecord sweep, long number, CancellationToken cancellation);

    /// <summary>
    /// What a finished trial of the perceptron predicts, by training it again from its seeds; <see cref="Sweeps.RetrainRules"/> says which are. One at a time
    /// in a process.
    /// </summary>
    Task<Answer<RetrainedTrial>> RetrainAsync(SweepRecord sweep, TrialRecord trial, CancellationToken cancellation);

    /// <summary>All metrics of some trials, in order of number and metric.</summary>
    /// <param name="sweep">Their sweep.</param>
    /// <param name="numbers">At most 1,000 of them; those without a row are left out.</param>
    /// <param name="points">At most so many of each metric, at least 2.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<ThinnedCurve>> CurvesAsync(SweepRecord sweep, IReadOnlyCollection<long> numbers, int points, CancellationToken cancellation);

    /// <summary>All finished trials without their curves; kept in memory for who asks again, and read anew once there are more.</summary>
    /// <exception cref="RefusalException">The sweep was deleted meanwhile.</exception>
    Task<TrialTable> TableAsync(SweepRecord sweep, CancellationToken cancellation);

    /// <summary>What the sweep's pruner has decided so far, rung by rung.</summary>
    Task<SweepRungs> RungsAsync(SweepRecord sweep, CancellationToken cancellation);
}
