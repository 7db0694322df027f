using Sweep.Service;
using Sweep.Storage;

namespace Sweep.Client.Stores;

/// <summary>The sweeps that a command is about, wherever they are, and the use cases on them.</summary>
/// <param name="place">What people know the place by.</param>
/// <param name="owner">Ends with them.</param>
internal sealed class OpenedSweeps(ISweepService sweeps, ISweepUpkeep upkeep, IDataSets dataSets, IStore place, IAsyncDisposable owner) : IAsyncDisposable
{
    public ISweepService Sweeps => sweeps;

    public ISweepUpkeep Upkeep => upkeep;

    public IDataSets DataSets => dataSets;

    public IStore Place => place;

    /// <summary>The database itself.</summary>
    /// <exception cref="InvalidOperationException">They are behind a server; whoever needs the database has refused that before.</exception>
    public ISweepStore Store => place as ISweepStore ?? throw new InvalidOperationException($"{place.Description} is no database.");

    public ValueTask DisposeAsync() => owner.DisposeAsync();
}
