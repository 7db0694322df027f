using Microsoft.Extensions.Logging;
using Sweep.Grains.Contracts;
using Sweep.Grains.Telemetry;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Writing;

/// <summary>
/// Gets batches into the store, again where it refuses for a passing reason. Where it refuses a row, the batch is halved until the rows at fault
/// are found: their sweeps alone fail, with the trial and the database's words, and all other results are stored.
/// </summary>
internal sealed class BatchCommitter(ITrialStore store, SweepTeller teller, TimeProvider time, TrialWriterOptions options, ILogger logger)
{
    /// <summary>
    /// Refused trials of one sweep that are looked for in a batch: a sweep all of whose rows are refused must not cost a transaction for each.
    /// </summary>
    private const int MostGuilty = 4;

    private volatile string? _storeTrouble;

    /// <summary>Why the store does not take results just now, in the database's words; null where it does.</summary>
    public string? StoreTrouble => _storeTrouble;

    /// <summary>Commits, and tells the sweeps; what can never be stored ends its sweep.</summary>
    /// <param name="batch">At least one.</param>
    /// <param name="ended">Leases of which nothing more is to come.</param>
    public async Task CommitAsync(IReadOnlyList<WaitingTrial> batch, IReadOnlyList<Guid> ended)
    {
        if (await TryAsync(batch, ended) is not { } refusal)
            return;
        if (!IsWorthDividing(refusal))
        {
            await FailAsync(batch, refusal, refusal is StoreException ? refusal.Message : $"{refusal.GetType().Name}: {refusal.Message}");
            return;
        }

        // By sweep, so that halves tend to hold sweeps whole.
        await DivideAsync([.. batch.OrderBy(waiting => waiting.Trial.SweepId)], refusal, []);

        // Last, for a number whose lease has ended may be trained again.
        await TryAsync([], ended);
        foreach (var sweep in batch.Select(waiting => waiting.Trial.SweepId).Distinct())
            await teller.TellAsync(sweep, grain => grain.CommittedAsync(new CommitNotice([], [], [.. ended], 0, 0, null)));
    }

    /// <summary>What takes too much memory as a whole may be stored in parts.</summary>
    private static bool IsWorthDividing(Exception refusal) => refusal is StoreException { IsOfRow: true } or OutOfMemoryException;

    private async Task DivideAsync(WaitingTrial[] part, Exception refusal, Dictionary<Guid, int> guilty)
    {
        if (part is [var alone])
        {
            // Alone it may be taken: the refusal was of a batch that held others.
            if (await TryAsync(part, []) is not { } last)
                return;
            if (last is OutOfMemoryException)
            {
                await LoseAsync(alone);
                return;
            }

            guilty[alone.Trial.SweepId] = guilty.GetValueOrDefault(alone.Trial.SweepId) + 1;
            await FailAsync(part, last, $"trial {alone.Trial.Trial.Number} cannot be stored: {last.Message}");
            return;
        }

        var half = part.Length / 2;
        foreach (var side in new[] { part[..half], part[half..] })
        {
            var sides = side.ToLookup(waiting => guilty.GetValueOrDefault(waiting.Trial.SweepId) < MostGuilty);
            WaitingTrial[] rest = [.. sides[true]];
            foreach (var hopeless in sides[false])
                hopeless.End?.Ended(null, refusal.Message);
            if (rest.Length == 1)
                await DivideAsync(rest, refusal, guilty);
            else if (rest.Length > 1 && await TryAsync(rest, []) is { } again)
                await (IsWorthDividing(again) ? DivideAsync(rest, again, guilty) : FailAsync(rest, again, again.Message));
        }
    }

    /// <summary>Null once it is stored and told; what was thrown where it never will be.</summary>
    private async Task<Exception?> TryAsync(IReadOnlyList<WaitingTrial> part, IReadOnlyList<Guid> ended)
    {
        FinishedTrial[] trials = [.. part.Select(waiting => waiting.Trial)];
        var since = time.GetTimestamp();
        var pause = options.FirstPause;
        while (true)
        {
            var meter = CommitMeter.Start(part);
            try
            {
                var outcomes = await store.CommitAsync(trials, ended, CancellationToken.None);
                meter.Succeeded(trials, outcomes);
                _storeTrouble = null;
                await NotifyAsync(trials, outcomes, ended);
                return null;
            }
            catch (StoreException failure) when (failure.IsTransient && time.GetElapsedTime(since) < options.GiveUpAfter)
            {
                meter.Failed(failure);

                // Not all silos of a cluster shall knock at the same moment when the database is back.
                var wait = pause * (0.5 + Random.Shared.NextDouble());
                logger.ResultsWait(failure, trials.Length, wait);
                _storeTrouble = failure.Message;
                await Task.Delay(wait, time);
                pause = pause * 2 < options.LongestPause ? pause * 2 : options.LongestPause;
            }
            catch (OutOfMemoryException failure) when (part.Count == 1 && time.GetElapsedTime(since) < options.GiveUpAfter)
            {
                meter.Failed(failure);
                _storeTrouble = $"too little memory to store trial {trials[0].Trial.Number}";
                logger.ResultsWait(failure, trials.Length, options.LongestPause);
                await Task.Delay(options.LongestPause, time);
            }
#pragma warning disable CA1031 // Whatever it is, results that cannot be stored stop their sweeps, never the writer.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                meter.Failed(failure);
                return failure;
            }
        }
    }

    private async Task FailAsync(IReadOnlyList<WaitingTrial> part, Exception failure, string words)
    {
        logger.ResultsRefused(failure, part.Count);
        foreach (var waiting in part)
            waiting.End?.Ended(null, failure.Message);
        foreach (var sweep in part.Select(waiting => waiting.Trial.SweepId).Distinct())
            await teller.TellAsync(sweep, grain => grain.FailAsync(words));
    }

    /// <summary>This silo cannot store it: another may, or this one later.</summary>
    private Task LoseAsync(WaitingTrial waiting)
    {
        const string Reason = "there was too little memory to store its result";
        waiting.End?.Ended(null, Reason);
        logger.MemoryShort(waiting.Trial.SweepId, waiting.Trial.Trial.Number, Reason);
        return teller.TellAsync(waiting.Trial.SweepId, grain => grain.LoseAsync(waiting.LeaseId, waiting.Trial.Trial.Number, Reason));
    }

    private async Task NotifyAsync(FinishedTrial[] trials, IReadOnlyList<CommitOutcome> outcomes, IReadOnlyList<Guid> ended)
    {
        foreach (var sweep in trials.Zip(outcomes).GroupBy(t => t.First.SweepId))
        {
            var notice = CommitNotices.Of([.. sweep.Where(t => t.Second != CommitOutcome.Refused).Select(t => t.First)], ended);
            await teller.TellAsync(sweep.Key, grain => grain.CommittedAsync(notice));
        }
    }
}
