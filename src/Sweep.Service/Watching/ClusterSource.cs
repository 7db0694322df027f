using Sweep.Grains.Clustering;
using Sweep.Grains.Contracts;
using Sweep.Storage.Faults;

namespace Sweep.Service.Watching;

/// <summary>Silos elsewhere.</summary>
/// <param name="client">Has joined them.</param>
/// <param name="time">The clock.</param>
/// <param name="answers">Is told when silos fall silent (false) and when they answer again.</param>
public sealed class ClusterSource(ClusterClient client, TimeProvider time, Action<bool>? answers = null) : IProgressSource
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SilenceBeforeWords = TimeSpan.FromSeconds(5);

    private long? _silentSince;
    private bool _saidSilent;

    public async Task<SweepProgress?> AskAsync(Guid sweep, CancellationToken cancellation)
    {
        try
        {
            var progress = await client.Grains.GetGrain<ISweepGrain>(sweep).GetProgressAsync().WaitAsync(AnswerLimit, cancellation);
            NoteAnswer();
            return progress;
        }
        catch (Exception failure) when (failure.IsNoAnswer(cancellation))
        {
            NoteSilence();
            return null;
        }
        catch (Exception failure) when (failure is StoreException or KeyNotFoundException)
        {
            return null;
        }
    }

    private void NoteAnswer()
    {
        if (_saidSilent)
            answers?.Invoke(true);
        _silentSince = null;
        _saidSilent = false;
    }

    private void NoteSilence()
    {
        _silentSince ??= time.GetTimestamp();
        if (_saidSilent || time.GetElapsedTime(_silentSince.Value) < SilenceBeforeWords)
            return;
        _saidSilent = true;
        answers?.Invoke(false);
    }
}
