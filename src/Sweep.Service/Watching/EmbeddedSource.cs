using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Core.Texts;
using Sweep.Grains.Contracts;
using Sweep.Grains.Hosting;
using Sweep.Grains.Silos;
using Sweep.Service.Answers;
using Sweep.Service.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Faults;

namespace Sweep.Service.Watching;

/// <summary>The silo in this process.</summary>
public sealed class EmbeddedSource(EmbeddedSilo silo, ISweepRegister store, TimeProvider time) : IProgressSource
{
    /// <summary>How often it is made sure that no other process took the sweep over, as after this one was suspended for long.</summary>
    private static readonly TimeSpan OwnerCheck = TimeSpan.FromSeconds(5);

    private long _checkedAt = time.GetTimestamp();

    public (TimeSpan First, TimeSpan Longest) Pauses => (TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(250));

    /// <exception cref="RefusalException">Another process has the sweep.</exception>
    public async Task<SweepProgress?> AskAsync(Guid sweep, CancellationToken cancellation)
    {
        var progress = await ReadAsync(sweep, cancellation);
        if (progress?.State.IsFinal() != true && time.GetElapsedTime(_checkedAt) >= OwnerCheck)
        {
            _checkedAt = time.GetTimestamp();
            await CheckOwnerAsync(sweep, cancellation);
        }

        return progress;
    }

    private async Task CheckOwnerAsync(Guid id, CancellationToken cancellation)
    {
        if (await store.FindSweepAsync(id, cancellation) is not { } now || now.State.IsFinal())
            return;
        if (OtherOwner.Of(now, time.GetUtcNow()) is { } owner)
            throw new RefusalException(new Refusal(RefusalKind.NotAllowed, new Problem("", "", $"sweep {id:d} was taken over by {owner}, which goes on with it")));

        // Its owner was written over by hand, or left: nobody else would work on it.
        if (now.Owner is null || !ProcessIdentity.IsCurrent(SiloKey.Parse(now.Owner)))
            await silo.TakeUpAsync(id, cancellation);
    }

    private async Task<SweepProgress?> ReadAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            return await silo.GetProgressAsync(id, cancellation);
        }
        catch (Exception failure) when (failure is StoreException || failure.IsNoAnswer(cancellation))
        {
            return null;
        }
    }
}
