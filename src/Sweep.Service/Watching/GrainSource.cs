using Sweep.Grains.Contracts;
using Sweep.Storage.Faults;

namespace Sweep.Service.Watching;

/// <summary>The silo in this process, or those that it is one of. A sweep that another program works on is asked of the store.</summary>
/// <param name="grains">Of the silo.</param>
public sealed class GrainSource(IGrainFactory grains) : IProgressSource
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(3);

    public async Task HintAsync()
    {
        try
        {
            await grains.GetGrain<IBoardGrain>(0).LookAsync();
        }
        catch (Exception failure) when (failure.IsNoAnswer())
        {
            // The board looks by itself.
        }
    }

    public async Task<SweepProgress?> AskAsync(Guid sweep, CancellationToken cancellation)
    {
        try
        {
            return await grains.GetGrain<ISweepGrain>(sweep).GetProgressAsync().WaitAsync(AnswerLimit, cancellation);
        }
        catch (Exception failure) when (failure is StoreException or KeyNotFoundException || failure.IsNoAnswer(cancellation))
        {
            return null;
        }
    }
}
