using Microsoft.Extensions.Logging;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Grains.Telemetry;
using Sweep.Storage;
using Sweep.Storage.Faults;

namespace Sweep.Grains.Owning;

/// <summary>Copies what other sweeps of the database have of a sweep's trials, before these would be leased.</summary>
internal sealed class Reuser
{
    /// <summary>A silo that waits longer for the answer to its pull has nothing to do meanwhile.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly Guid _sweepId;
    private readonly OwnedSweep _owned;
    private readonly ReuseSources _sources;
    private readonly IOwnerStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private bool _isOver;

    private Reuser(Guid sweepId, OwnedSweep owned, ReuseSources sources, IOwnerStore store, TimeProvider time, ILogger logger) =>
        (_sweepId, _owned, _sources, _store, _time, _logger) = (sweepId, owned, sources, store, time, logger);

    /// <summary>Null where there is nothing to copy.</summary>
    public static async Task<Reuser?> ReadAsync(Guid sweepId, OwnedSweep owned, IOwnerStore store, TimeProvider time, ILogger logger)
    {
        if (owned.Space.Spec.Reuse == ReuseScope.None || owned.Stock.IsComplete)
            return null;
        var sources = new ReuseSources(owned.Space);
        await foreach (var source in store.ReadReuseSourcesAsync(sweepId, CancellationToken.None).Take(ReuseSources.MostCompared))
        {
            sources.Add(source.Id, source.Space, source.IsComplete);
            if (sources.IsFull)
                break;
        }

        return sources.IsEmpty ? null : new Reuser(sweepId, owned, sources, store, time, logger);
    }

    /// <summary>What a silo is to get once all of it that can be copied is; nothing, and true, where there is more to copy than it should wait for.</summary>
    /// <param name="decide">What it is to get for so much cost.</param>
    /// <param name="cost">That it asks for.</param>
    public async Task<(DeskGrant Grant, bool HasMore)> GrantAsync(Func<double, DeskGrant> decide, double cost)
    {
        var since = _time.GetTimestamp();
        HashSet<long> tried = [];
        var copied = 0;
        while (true)
        {
            var grant = decide(cost);
            if (_isOver || NumbersOf(grant).All(tried.Contains))
                return (grant, false);
            if (_time.GetElapsedTime(since) > LongestWait)
                return (grant with { Batches = [] }, true);

            // Where there was some there may be more; copying takes no slot, so it goes beyond what the silo asks for.
            var batch = _sources.Batch(NumbersOf(copied > 0 ? decide(double.MaxValue) : grant).Where(number => !tried.Contains(number)));
            tried.UnionWith(batch.Numbers);
            copied = batch.Places.Count == 0 ? 0 : await CopyAsync(batch.Places);
        }
    }

    private async Task<int> CopyAsync(IReadOnlyList<ReusableTrial> places)
    {
        try
        {
            var copied = await _store.ReuseAsync(_sweepId, _owned.Epoch, places, CancellationToken.None);
            _owned.NoteReused(copied);
            return copied.Count;
        }
        catch (StoreException refusal) when (!refusal.IsTransient)
        {
            _logger.ReuseRefused(refusal, _sweepId);
            _isOver = true;
            return 0;
        }
    }

    private static IEnumerable<long> NumbersOf(DeskGrant grant) => grant.Batches.SelectMany(batch => batch.Numbers.All());
}
