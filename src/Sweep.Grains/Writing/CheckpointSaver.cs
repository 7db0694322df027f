using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Sweep.Grains.Telemetry;
using Sweep.Storage;
using Sweep.Storage.Checkpoints;

namespace Sweep.Grains.Writing;

/// <summary>
/// Stores the states of long trials, beside the writer of results: a slot hands one over and trains on. Of each trial only the
/// newest waits. A checkpoint that cannot be stored costs nothing but time later, so nothing is tried for long.
/// </summary>
public sealed class CheckpointSaver(ITrialStore store, ILogger<CheckpointSaver> logger)
{
    private readonly ConcurrentDictionary<(Guid Sweep, long Number), Waiting> _waiting = new();
    private readonly Channel<(Guid Sweep, long Number)> _queue = Channel.CreateUnbounded<(Guid, long)>(new() { SingleReader = true });
    private Task _work = Task.CompletedTask;

    /// <summary>Begins to store.</summary>
    public void Start() => _work = Task.Run(ServeAsync);

    /// <summary>Stores what waits, and ends.</summary>
    public Task DrainAsync()
    {
        _queue.Writer.TryComplete();
        return _work;
    }

    /// <summary>Takes a state, in the place of an older one that still waits.</summary>
    /// <param name="checkpoint">The state.</param>
    /// <param name="saved">Told how many points of the curve the store has, and whether they are all of this state.</param>
    internal void Offer(CheckpointRecord checkpoint, Action<int, bool> saved)
    {
        var key = (checkpoint.SweepId, checkpoint.Number);
        // Whoever waits for the older one is served by the newer, which holds all that the older did.
        _waiting.AddOrUpdate(
            key, new Waiting(checkpoint, saved, new(TaskCreationOptions.RunContinuationsAsynchronously)), (_, older) => older with { Checkpoint = checkpoint });
        _queue.Writer.TryWrite(key);
    }

    /// <summary>Waits until the trial's newest state is stored, or was tried to be.</summary>
    internal Task FlushAsync(Guid sweep, long number) => _waiting.TryGetValue((sweep, number), out var waiting) ? waiting.Done.Task : Task.CompletedTask;

    /// <summary>The trial has ended: its state is of no use.</summary>
    internal void Forget(Guid sweep, long number)
    {
        if (_waiting.TryRemove((sweep, number), out var waiting))
            waiting.Done.TrySetResult();
    }

    private async Task ServeAsync()
    {
        await foreach (var key in _queue.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (!_waiting.TryGetValue(key, out var waiting))
                continue;
            await SaveAsync(waiting);
            // Where a newer one has come meanwhile, it has its own place in the queue.
            if (_waiting.TryRemove(KeyValuePair.Create(key, waiting)))
                waiting.Done.TrySetResult();
        }
    }

    private async Task SaveAsync(Waiting waiting)
    {
        var checkpoint = waiting.Checkpoint;
        try
        {
            if (await store.SaveCheckpointAsync(checkpoint, CancellationToken.None) is { } points)
                waiting.Saved(points, points == checkpoint.Segment.End);
        }
#pragma warning disable CA1031 // Trials wait for this, and a checkpoint that is not stored costs time alone.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.CheckpointNotStored(failure, checkpoint.SweepId, checkpoint.Number, checkpoint.Iteration);
        }
    }

    private sealed record Waiting(CheckpointRecord Checkpoint, Action<int, bool> Saved, TaskCompletionSource Done);
}
