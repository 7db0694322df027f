using Sweep.Core.Analysis;
using Sweep.Core.Specs;
using Sweep.Core.Trials;
using Sweep.Storage;

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

    public Task<IReadOnlyList<SettingRuns>> ReadSettingsAsync(Guid id, ParameterName by, CancellationToken cancellation) =>
        inner.ReadSettingsAsync(id, by, cancellation);

    public Task<IReadOnlyList<long>> ReadRunsAsync(Guid id, TrialPoint setting, int most, CancellationToken cancellation) =>
        inner.ReadRunsAsync(id, setting, most, cancellation);

    public IAsyncEnumerable<CurveRecord> ReadCurvesAsync(Guid id, IReadOnlyCollection<long>? numbers, CancellationToken cancellation)
    {
        CurvesRead.Add(numbers);
        return inner.ReadCurvesAsync(id, numbers, cancellation);
    }

    public Task CheckCurvesAsync(Guid id, CancellationToken cancellation) => inner.CheckCurvesAsync(id, cancellation);
}
