using Sweep.Core.Data;
using Sweep.Storage;
using Sweep.Storage.DataSets;

namespace Sweep.Grains.Trials;

/// <summary>The numbers of data sets on this silo: read once for all trials, and kept for those to come, the last used the longest.</summary>
public sealed class DataTables(IDataSetStore store)
{
    /// <summary>Bytes of tables that are kept; those that are trained on are counted with their trials.</summary>
    private const long Room = 128L << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task<DataTable>> _kept = new(StringComparer.Ordinal);
    private readonly List<DataReference> _lastUsedLast = [];

    /// <exception cref="MissingDataException">The store does not have them, or has them no longer.</exception>
    public Task<DataTable> GetAsync(DataReference data)
    {
        ArgumentNullException.ThrowIfNull(data);
        lock (_lock)
        {
            _lastUsedLast.RemoveAll(other => other.Hash == data.Hash);
            _lastUsedLast.Add(data);
            while (_lastUsedLast.Count > 1 && _lastUsedLast.Sum(kept => kept.Bytes) > Room)
            {
                _kept.Remove(_lastUsedLast[0].Hash);
                _lastUsedLast.RemoveAt(0);
            }

            if (_kept.TryGetValue(data.Hash, out var known) && (!known.IsCompleted || known.IsCompletedSuccessfully))
                return known;
            return _kept[data.Hash] = ReadAsync(data.Hash);
        }
    }

    private async Task<DataTable> ReadAsync(string hash) =>
        await store.ReadDataTableAsync(hash, CancellationToken.None) ?? throw new MissingDataException(hash);
}
