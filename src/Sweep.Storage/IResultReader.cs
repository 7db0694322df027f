using Sweep.Core.Analysis;
using Sweep.Core.Specs;
using Sweep.Storage.Faults;
using Sweep.Storage.Results;
using Sweep.Storage.Trials;

namespace Sweep.Storage;

/// <summary>What people read of the results of sweeps.</summary>
public interface IResultReader
{
    /// <summary>
    /// Is told of rows with values that Sweep never writes, which lists then leave out; where null, the first of them is a <see cref="StoreException"/>.
    /// To be set by who shows what is read, and never by who acts on it.
    /// </summary>
    Action<RowDamage>? DamageFound { get; set; }

    /// <summary>Rows of a sweep in order of number, streamed.</summary>
    IAsyncEnumerable<TrialRecord> ReadTrialsAsync(Guid id, CancellationToken cancellation);

    /// <summary>
    /// The runs of a sweep by setting, in any order: what the table of <see cref="ConvergenceTable"/> by this parameter needs.
    /// Trials that differ only in the resource are one run, unless the parameter is the resource itself.
    /// </summary>
    /// <param name="includePruned">Whether pruned trials count too, as <see cref="CountedStates"/> says.</param>
    Task<IReadOnlyList<SettingRuns>> ReadSettingsAsync(Guid id, SearchSpace space, string by, bool includePruned, CancellationToken cancellation);

    /// <summary>The numbers of a setting's runs, by replicate: of the completed trials that differ only in the resource the longest.</summary>
    /// <param name="number">Of any trial of the setting.</param>
    /// <param name="most">No more than so many.</param>
    Task<IReadOnlyList<long>> ReadRunsAsync(Guid id, SearchSpace space, long number, int most, CancellationToken cancellation);

    /// <summary>Curves of a sweep in order of number, streamed; of the given numbers only, where given.</summary>
    IAsyncEnumerable<CurveRecord> ReadCurvesAsync(Guid id, IReadOnlyCollection<long>? numbers, CancellationToken cancellation);

    /// <summary>
    /// What trainers have reported beside those curves, in order of number and name, streamed; of the given numbers only, where given. The perceptron's
    /// loss and accuracy are curves, and not here.
    /// </summary>
    IAsyncEnumerable<MetricRecord> ReadMetricsAsync(Guid id, IReadOnlyCollection<long>? numbers, CancellationToken cancellation);

    /// <summary>Tells <see cref="DamageFound"/> of the trials that have a result and neither curve nor metrics: somebody has deleted them.</summary>
    Task CheckCurvesAsync(Guid id, CancellationToken cancellation);
}
