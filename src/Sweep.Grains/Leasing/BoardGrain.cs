using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sweep.Grains.Contracts;
using Sweep.Grains.Owning;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;
using Sweep.Storage;
using Sweep.Storage.Faults;

namespace Sweep.Grains.Leasing;

/// <inheritdoc cref="IBoardGrain"/>
[GrainType("board")]
public sealed class BoardGrain(
    ISweepRegister sweeps, DrainSignal leaving, TimeProvider time, IOptions<SweepSiloOptions> options, ILogger<BoardGrain> logger)
    : Grain, IBoardGrain
{
    /// <summary>Shorter than a call may take.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>A silo that leaves waits for the calls of its grains.</summary>
    private static readonly TimeSpan LongestWaitOfLeaving = TimeSpan.FromMilliseconds(200);

    /// <summary>Nobody has asked for so long: all silos have gone, or ask another activation.</summary>
    private static readonly TimeSpan LongestSilence = LongestWait * 3;

    private readonly WorkNews _news = new(time);
    private IReadOnlyList<Guid>? _running = [];
    private long _askedAt = time.GetTimestamp();

    public async Task<BoardReply> RunningAsync(long known)
    {
        _askedAt = time.GetTimestamp();
        if (leaving.IsSet)
            await _news.AfterAsync(known, LongestWaitOfLeaving);
        else
            await Task.WhenAny(_news.AfterAsync(known, LongestWait), leaving.Leaving);
        return new BoardReply(_news.Number, _running);
    }

    public async Task LookAsync()
    {
        IReadOnlyList<Guid>? running = null;
        try
        {
            running = await sweeps.ListRunningAsync(CancellationToken.None);
        }
        catch (StoreException failure)
        {
            // Silos that are told so ask the store themselves, and have the same to say of it.
            if (_running is not null)
                logger.LookFailed(failure, options.Value.BoardPeriod);
        }

        var isSame = running is null ? _running is null : _running is not null && running.SequenceEqual(_running);
        _running = running;
        if (!isSame)
            _news.Tell();
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Whoever knows a number of an earlier activation is told anew.
        _news.Restart(Random.Shared.Next(1, int.MaxValue));
        await LookAsync();
        this.RegisterGrainTimer(TickAsync, options.Value.BoardPeriod, options.Value.BoardPeriod);
        await base.OnActivateAsync(cancellationToken);
    }

    private async Task TickAsync()
    {
        if (time.GetElapsedTime(_askedAt) > LongestSilence)
            DeactivateOnIdle();
        else
            await LookAsync();
    }
}
