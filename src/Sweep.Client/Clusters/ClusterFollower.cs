using Sweep.Client.Sweeps;
using Sweep.Core.Sweeps;
using Sweep.Grains.Clustering;
using Sweep.Grains.Contracts;
using Sweep.Grains.Owning;
using Sweep.Storage;

namespace Sweep.Client.Clusters;

/// <summary>
/// Watches a sweep that silos elsewhere work on. Its grain is asked where a cluster was joined; while no silo answers, and without a
/// cluster, the store, which is away for a while too when its server restarts.
/// </summary>
/// <param name="client">Null to ask the store alone.</param>
/// <param name="tell">Is told when silos fall silent and when they answer again.</param>
internal sealed class ClusterFollower(ClusterClient? client, ISweepRegister sweeps, TimeProvider time, Action<string> tell)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SilenceBeforeWords = TimeSpan.FromSeconds(5);

    /// <summary>Counting rows of a large sweep must not become the database's work.</summary>
    private const int StoreShare = 20;

    private long? _silentSince;
    private bool _saidSilent;
    private SweepProgress? _last;

    /// <summary>Returns once the sweep's state is final or the user interrupts.</summary>
    /// <exception cref="Terminal.CliException">The sweep is gone.</exception>
    public async Task FollowAsync(SweepRecord sweep, Action<SweepProgress> report, CancellationToken cancellation)
    {
        try
        {
            for (var pause = FirstPause; ; pause = Min(pause * 1.5, LongestPause))
            {
                var askedAt = time.GetTimestamp();
                var progress = await AskSiloAsync(sweep.Id, cancellation);
                var isOfStore = progress is null;
                progress ??= await AskStoreAsync(sweep, cancellation);
                report(_last = progress);
                if (progress.State is SweepState.Completed or SweepState.Failed or SweepState.Cancelled)
                    return;
                var rest = isOfStore ? time.GetElapsedTime(askedAt) * StoreShare : TimeSpan.Zero;
                await Task.Delay(rest > pause ? Min(rest, TimeSpan.FromSeconds(30)) : pause, time, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told by the token.
        }
    }

    private async Task<SweepProgress?> AskSiloAsync(Guid id, CancellationToken cancellation)
    {
        if (client is null)
            return null;
        try
        {
            var progress = await client.Grains.GetGrain<ISweepGrain>(id).GetProgressAsync().WaitAsync(AnswerLimit, cancellation);
            NoteAnswer();
            return progress;
        }
        catch (Exception failure) when (ClusterClient.IsNoAnswer(failure))
        {
            NoteSilence();
            return null;
        }
        catch (Exception failure) when (failure is StoreException or KeyNotFoundException)
        {
            return null;
        }
    }

    private async Task<SweepProgress> AskStoreAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        try
        {
            return await StoredProgress.ReadAsync(sweeps, sweep.Id, cancellation) ?? throw SweepLookup.Gone(sweeps, sweep);
        }
        catch (StoreException failure) when (failure.IsTransient)
        {
            return (_last ?? StoredProgress.Of(sweep, TrialTotals.None)) with { StoreTrouble = failure.Message, RunningTrials = [] };
        }
    }

    private void NoteAnswer()
    {
        if (_saidSilent)
            tell("the cluster answers again");
        _silentSince = null;
        _saidSilent = false;
    }

    private void NoteSilence()
    {
        _silentSince ??= time.GetTimestamp();
        if (_saidSilent || time.GetElapsedTime(_silentSince.Value) < SilenceBeforeWords)
            return;
        _saidSilent = true;
        tell("no silo answers for now; what the database has is shown, and the sweep goes on as soon as a silo is there");
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
