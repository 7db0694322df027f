using Sweep.Core.Analysis;
using Sweep.Core.Specs;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Results;
using Sweep.Storage.Trials;

namespace Sweep.Client.Tests.Reports;

/// <summary>The results of a store, and which curves were read.</summary>
public sealed class RecordingResults(IResultReader inner) : IResultReader
{
    /// <summary>The numbers of each reading of curves; null where all were asked for.</summary>
    public IList<IReadOnlyCollection<long>?> CurvesRead { get; } = [];

    public Action<RowDamage>? DamageFound
    {
        get => inner.DamageFound;
        set => inner.DamageFound = value;
    }

    public IAsyncEnumerable<TrialRecord> ReadTrialsAsync(Guid id, CancellationToken cancellation) => inner.ReadTrialsAsync(id, cancellation);

    public Task<IReadOnlyList<SettingRuns>> ReadSettingsAsync(Guid id, SearchSpace space, string by, bool includePruned, CancellationToken cancellation) =>
        inner.ReadSettingsAsync(id, space, by, includePruned, cancellation);

    public Task<IReadOnlyList<long>> ReadRunsAsync(Guid id, SearchSpace space, long number, int most, CancellationToken cancellation) =>
        inner.ReadRunsAsync(id, space, number, most, cancellation);

    public IAsyncEnumerable<CurveRecord> ReadCurvesAsync(Guid id, IReadOnlyCollection<long>? numbers, CancellationToken cancellation)
    {
        CurvesRead.Add(numbers);
        return inner.ReadCurvesAsync(id, numbers, cancellation);
    }

    public IAsyncEnumerable<MetricRecord> ReadMetricsAsync(Guid id, IReadOnlyCollection<long>? numbers, CancellationToken cancellation) =>
        inner.ReadMetricsAsync(id, numbers, cancellation);

    public Task CheckCurvesAsync(Guid id, CancellationToken cancellation) => inner.CheckCurvesAsync(id, cancellation);
}
