using Sweep.Core.Scheduling;
using Sweep.Grains.Contracts;
using Sweep.Grains.Silos;
using Sweep.Storage;
using Sweep.Storage.Faults;

namespace Sweep.Grains.Leasing;

/// <summary>
/// Which sweeps run, as far as this silo knows. The board tells as soon as it changes, which is no more than a hint: the store is asked where the board does
/// not answer, and now and then all the same.
/// </summary>
internal sealed class RunningSweeps(ISweepRegister sweeps, IBoardGrain board, ISiloStates silos, TimeProvider time, SweepSiloOptions options)
{
    private Task<BoardReply>? _asked;
    private long _number;
    private IReadOnlyList<Guid> _known = [];
    private long _lookedAt = time.GetTimestamp();

    /// <summary>How much less often than a small cluster's the silos of this one ask.</summary>
    private double Factor => ClusterPace.Of(silos.Count).Factor;

    /// <summary>Waits until other sweeps run, but no longer than <paramref name="longest"/>; returns those that run.</summary>
    /// <exception cref="StoreException">Neither the board nor the store can tell.</exception>
    public async Task<IReadOnlyList<Guid>> AfterAsync(TimeSpan longest, CancellationToken cancellation)
    {
        _asked ??= board.RunningAsync(_number);
        using (var rest = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            await Task.WhenAny(_asked, Task.Delay(longest, time, rest.Token));
            await rest.CancelAsync();
        }

        cancellation.ThrowIfCancellationRequested();
        var isSilent = false;
        if (_asked.IsCompleted)
        {
            var reply = await AnswerOf(_asked);
            _asked = null;
            if (reply is { Running: { } running })
            {
                if (reply.Number != _number)
                    (_number, _known) = (reply.Number, running);
            }
            else
            {
                isSilent = true;
                await Task.Delay(longest * Factor, time, cancellation);
            }
        }

        if (isSilent || time.GetElapsedTime(_lookedAt) >= options.StoreLookPeriod * Factor)
        {
            _lookedAt = time.GetTimestamp();
            _known = await sweeps.ListRunningAsync(cancellation);
        }

        return _known;
    }

    /// <summary>Null where there is none.</summary>
    private static async Task<BoardReply?> AnswerOf(Task<BoardReply> asked)
    {
        try
        {
            return await asked;
        }
#pragma warning disable CA1031 // The board only hints: whatever is wrong with it, the store is asked.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
