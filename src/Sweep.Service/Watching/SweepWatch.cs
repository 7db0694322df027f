using System.Runtime.CompilerServices;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Grains.Owning;
using Sweep.Service.Answers;
using Sweep.Service.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Watching;

/// <summary>
/// Watches a sweep until it has ended. Its silos are asked; while none answers, the store, which is away for a while too when its server restarts.
/// </summary>
internal sealed class SweepWatch(IProgressSource? source, ISweepRegister store, TimeProvider time)
{
    private readonly (TimeSpan First, TimeSpan Longest) _pauses = source?.Pauses ?? IProgressSource.UsualPauses;

    /// <summary>How far the sweep is, now and then; the last is of a final state.</summary>
    /// <exception cref="RefusalException">The sweep is gone.</exception>
    public async IAsyncEnumerable<SweepProgress> FollowAsync(SweepRecord sweep, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = StoredProgress.Of(sweep, TrialTotals.None);
        var stored = new StoredProgress(sweep.Id, store, time);
        for (var pause = _pauses.First; ; pause = Min(pause * 1.5, _pauses.Longest))
        {
            yield return last = await AskAsync(sweep, stored, last, cancellation);
            if (last.State.IsFinal())
                yield break;
            await Task.Delay(pause, time, cancellation);
        }
    }

    /// <summary>How far it is now, as its silos tell; null where none answers.</summary>
    public async Task<SweepProgress?> AskSilosAsync(SweepRecord sweep, CancellationToken cancellation) =>
        source is null ? null : await source.AskAsync(sweep.Id, cancellation);

    private async Task<SweepProgress> AskAsync(SweepRecord sweep, StoredProgress stored, SweepProgress last, CancellationToken cancellation)
    {
        try
        {
            return await AskSilosAsync(sweep, cancellation)
                ?? await stored.ReadAsync(cancellation)
                ?? throw new RefusalException(SweepFinder.Gone(store, sweep));
        }
        catch (StoreException failure) when (failure.IsTransient)
        {
            // The work waits for the database too, and so does whoever watches it.
            return last with { StoreTrouble = failure.Message, RunningTrials = [] };
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
