using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Core.Data;
using Sweep.Core.Patterns;
using Sweep.Storage;

namespace Sweep.Client.Training;

/// <summary>What <c>--pattern</c> may name beside the five patterns.</summary>
/// <param name="Names">Of the database's data sets; empty where a pattern was named, for nobody has looked then.</param>
/// <param name="Table">The numbers of the one that was named; null where it is none.</param>
internal sealed record TrainData(IReadOnlyList<string> Names, DataTable? Table)
{
    private static readonly TrainData None = new([], null);

    /// <summary>Looks into the database where <paramref name="pattern"/> is no pattern.</summary>
    public static async Task<TrainData> FindAsync(Invocation call, string? pattern, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(pattern) || PatternNames.TryParse(pattern, out _))
            return None;
        await using var store = await StoreOpener.FindAsync(call, cancellation);
        return store is null ? None : await ReadAsync(store, pattern, cancellation);
    }

    private static async Task<TrainData> ReadAsync(IDataSetStore store, string name, CancellationToken cancellation)
    {
        var sets = await store.ListDataSetsAsync(cancellation);
        var named = sets.FirstOrDefault(set => set.Name == name);
        return new TrainData([.. sets.Select(set => set.Name)], named is null ? null : await store.ReadDataTableAsync(named.Hash, cancellation));
    }
}
